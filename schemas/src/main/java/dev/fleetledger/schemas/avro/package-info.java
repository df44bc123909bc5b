/** Records to bytes and back, by hand-written Avro schemas that are frozen once released. */
@NullMarked
package dev.fleetledger.schemas.avro;

import org.jspecify.annotations.NullMarked;
