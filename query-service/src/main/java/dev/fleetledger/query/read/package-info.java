/**
 * What all reads share: waiting for a position, asking for a moment in the past, conditions and order in SQL. It knows
 * no table.
 */
@NullMarked
package dev.fleetledger.query.read;

import org.jspecify.annotations.NullMarked;
