/**
 * Events: records in Java, hand-written Avro on the wire, chained by hash. What an event does to an aggregate does not
 * live here, but in {@code domain}.
 */
@NullMarked
package dev.fleetledger.schemas.event;

import org.jspecify.annotations.NullMarked;
