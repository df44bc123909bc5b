/**
 * An operator's word on the clock by which the ledger's events are dated. How far a clock is believed is not said here,
 * but in {@code command.ledger}.
 */
@NullMarked
package dev.fleetledger.command.clock;

import org.jspecify.annotations.NullMarked;
