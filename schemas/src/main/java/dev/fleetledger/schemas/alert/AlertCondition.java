package dev.fleetledger.schemas.alert;

/**
 * What has to hold for an alert, as the alert shows it.
 *
 * @param metricType the name of what is measured, as it was asked for
 * @param thresholdValue what it is compared with
 */
public record AlertCondition(String metricType, Comparison comparison, double thresholdValue, Severity severity) {}
