@NullMarked
package dev.fleetledger.command.node;

import org.jspecify.annotations.NullMarked;
