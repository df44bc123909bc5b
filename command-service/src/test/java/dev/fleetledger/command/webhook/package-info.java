@NullMarked
package dev.fleetledger.command.webhook;

import org.jspecify.annotations.NullMarked;
