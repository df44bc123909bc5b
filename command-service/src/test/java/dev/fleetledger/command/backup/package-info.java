@NullMarked
package dev.fleetledger.command.backup;

import org.jspecify.annotations.NullMarked;
