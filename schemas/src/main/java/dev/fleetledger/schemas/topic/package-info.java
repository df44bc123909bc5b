/** Every topic there is, in one typed catalogue. */
@NullMarked
package dev.fleetledger.schemas.topic;

import org.jspecify.annotations.NullMarked;
