@NullMarked
package dev.fleetledger.command.cloudinit;

import org.jspecify.annotations.NullMarked;
