/**
 * Thresholds, the alerts that they and the platform's own rules raise, and the silences that keep people from being
 * told. Whom an alert is told to is no part of it.
 */
@NullMarked
package dev.fleetledger.domain.alert;

import org.jspecify.annotations.NullMarked;
