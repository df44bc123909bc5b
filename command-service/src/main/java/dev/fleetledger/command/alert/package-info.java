/** Thresholds, and the alerts that they raise. */
@NullMarked
package dev.fleetledger.command.alert;

import org.jspecify.annotations.NullMarked;
