@NullMarked
package dev.fleetledger.schemas.avro;

import org.jspecify.annotations.NullMarked;
