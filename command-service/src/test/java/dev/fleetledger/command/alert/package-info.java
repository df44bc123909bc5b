@NullMarked
package dev.fleetledger.command.alert;

import org.jspecify.annotations.NullMarked;
