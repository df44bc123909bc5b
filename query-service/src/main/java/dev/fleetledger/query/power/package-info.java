/**
 * Reads of power distribution units, their sockets, and the devices that draw power from them. How a PDU is shown is
 * said in {@code domain.power}, for commands and reads alike.
 */
@NullMarked
package dev.fleetledger.query.power;

import org.jspecify.annotations.NullMarked;
