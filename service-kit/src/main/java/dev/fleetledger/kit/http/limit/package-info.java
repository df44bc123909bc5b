/**
 * How much one request, and one caller, may ask: the settings, the limit that a resource method declares, and the count
 * of callers. What is refused, and when, is decided where endpoints are guarded.
 */
@NullMarked
package dev.fleetledger.kit.http.limit;

import org.jspecify.annotations.NullMarked;
