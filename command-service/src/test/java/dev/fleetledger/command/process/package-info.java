@NullMarked
package dev.fleetledger.command.process;

import org.jspecify.annotations.NullMarked;
