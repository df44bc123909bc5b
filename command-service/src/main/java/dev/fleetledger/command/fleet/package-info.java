/** The fleet's state, and what every decider speaks. */
@NullMarked
package dev.fleetledger.command.fleet;

import org.jspecify.annotations.NullMarked;
