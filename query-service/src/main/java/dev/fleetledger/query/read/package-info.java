/** What all reads share: waiting for a position, asking for a moment in the past. */
@NullMarked
package dev.fleetledger.query.read;

import org.jspecify.annotations.NullMarked;
