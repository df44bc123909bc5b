/**
 * Thresholds, the alerts that they raise, and silences. What is seen of telemetry comes from {@code fleet.observations},
 * and is not looked for here.
 */
@NullMarked
package dev.fleetledger.command.alert;

import org.jspecify.annotations.NullMarked;
