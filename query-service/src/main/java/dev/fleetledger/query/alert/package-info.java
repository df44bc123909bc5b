/**
 * Reads of thresholds, alerts and silences, and backtests of thresholds. How telemetry is held against a threshold does
 * not live here, but in {@code query.projection.alert}, for backtests too.
 */
@NullMarked
package dev.fleetledger.query.alert;

import org.jspecify.annotations.NullMarked;
