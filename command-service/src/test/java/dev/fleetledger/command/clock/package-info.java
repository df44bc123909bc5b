@NullMarked
package dev.fleetledger.command.clock;

import org.jspecify.annotations.NullMarked;
