/**
 * Power distribution units with their sockets, and the devices that draw power from them. What they draw at a moment is
 * not known to the ledger, and may not be here.
 */
@NullMarked
package dev.fleetledger.domain.power;

import org.jspecify.annotations.NullMarked;
