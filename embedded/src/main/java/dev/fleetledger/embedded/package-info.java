/**
 * Kafka and PostgreSQL inside this JVM, and the folder that they keep their data in. Nothing of the fleet may be known
 * here.
 */
@NullMarked
package dev.fleetledger.embedded;

import org.jspecify.annotations.NullMarked;
