/**
 * JSON as it is on the wire: the mappers, times, numbers. Nothing of HTTP may live here, as what is stored is read by
 * it too.
 */
@NullMarked
package dev.fleetledger.kit.json;

import org.jspecify.annotations.NullMarked;
