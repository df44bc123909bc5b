/**
 * Changes of power distribution units, their sockets, and the devices that draw power from them. How they are shown is
 * said in {@code domain.power}, for commands and reads alike.
 */
@NullMarked
package dev.fleetledger.command.power;

import org.jspecify.annotations.NullMarked;
