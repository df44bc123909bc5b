/** Events: records in Java, hand-written Avro on the wire, chained by hash. */
@NullMarked
package dev.fleetledger.schemas.event;

import org.jspecify.annotations.NullMarked;
