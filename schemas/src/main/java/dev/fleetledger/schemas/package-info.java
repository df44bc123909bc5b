/**
 * What events, topics and records of all kinds have in common: the names of fleets and aggregates, and positions. What
 * is special to one kind may not live here, but in a package below.
 */
@NullMarked
package dev.fleetledger.schemas;

import org.jspecify.annotations.NullMarked;
