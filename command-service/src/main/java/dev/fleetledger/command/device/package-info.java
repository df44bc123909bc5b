/** Devices that draw power from sockets. */
@NullMarked
package dev.fleetledger.command.device;

import org.jspecify.annotations.NullMarked;
