/**
 * The bytes of bodies: taken whole or not at all, within their length, their time and the memory for all of them, and
 * decompressed. What they say is read in {@code http.parameter}.
 */
@NullMarked
package dev.fleetledger.kit.http.body;

import org.jspecify.annotations.NullMarked;
