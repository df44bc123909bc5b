@NullMarked
package dev.fleetledger.command.fleet;

import org.jspecify.annotations.NullMarked;
