package dev.fleetledger.domain.alert;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A threshold as answers show it.
 *
 * @param version of the aggregate; the ETag
 */
public record ThresholdView(@JsonUnwrapped Threshold threshold, long version) {}
