package dev.fleetledger.kit.http;

import java.util.Map;

/** An error, rendered. */
record ErrorAnswer(int status, ErrorBody body, Map<String, String> headers) {}
