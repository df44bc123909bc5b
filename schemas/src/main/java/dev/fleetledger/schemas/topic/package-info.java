/** Every topic there is, in one typed catalogue. Nothing may read or write one here. */
@NullMarked
package dev.fleetledger.schemas.topic;

import org.jspecify.annotations.NullMarked;
