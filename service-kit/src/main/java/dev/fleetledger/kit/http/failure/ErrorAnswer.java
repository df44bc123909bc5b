package dev.fleetledger.kit.http.failure;

import java.util.Map;

/** An error, rendered. */
public record ErrorAnswer(int status, ErrorBody body, Map<String, String> headers) {}
