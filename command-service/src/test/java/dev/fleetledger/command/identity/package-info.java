@NullMarked
package dev.fleetledger.command.identity;

import org.jspecify.annotations.NullMarked;
