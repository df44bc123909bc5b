package dev.fleetledger.drill;

import java.time.Duration;

/**
 * How much of a fault is done.
 *
 * @param hold how long each part of it lasts
 * @param kills how many processes are killed, where many are
 */
record Extent(Duration hold, int kills) {}
