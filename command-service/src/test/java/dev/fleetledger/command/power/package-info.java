@NullMarked
package dev.fleetledger.command.power;

import org.jspecify.annotations.NullMarked;
