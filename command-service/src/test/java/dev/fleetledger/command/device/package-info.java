@NullMarked
package dev.fleetledger.command.device;

import org.jspecify.annotations.NullMarked;
