@NullMarked
package dev.fleetledger.command.server;

import org.jspecify.annotations.NullMarked;
