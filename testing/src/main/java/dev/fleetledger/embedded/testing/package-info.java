/**
 * The Kafka and PostgreSQL that tests run against. Nothing of the fleet may be known here, and nothing of it be used by
 * main code.
 */
@NullMarked
package dev.fleetledger.embedded.testing;

import org.jspecify.annotations.NullMarked;
