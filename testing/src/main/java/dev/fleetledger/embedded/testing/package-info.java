/** The Kafka and PostgreSQL that tests run against. */
@NullMarked
package dev.fleetledger.embedded.testing;

import org.jspecify.annotations.NullMarked;
