/**
 * The alert topology: telemetry held against thresholds, with time and silence. It observes; the ledger decides, so
 * nothing here may raise an alert or tell anyone.
 */
@NullMarked
package dev.fleetledger.query.projection.alert;

import org.jspecify.annotations.NullMarked;
