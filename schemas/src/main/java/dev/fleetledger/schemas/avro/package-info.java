/**
 * Records to bytes and back, by hand-written Avro schemas that are frozen once released. What the records mean may not
 * be known here.
 */
@NullMarked
package dev.fleetledger.schemas.avro;

import org.jspecify.annotations.NullMarked;
