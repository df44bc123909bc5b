package dev.fleetledger.kit.json;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A value that was written as JSON before, and goes into an answer as it is.
 *
 * @param <T> what it is; the documents of the API describe that
 * @param json whole and well-formed
 */
@SuppressWarnings("UnusedTypeParameter") // the documents of the API read it
public record Rendered<T>(@JsonValue @JsonRawValue String json) {}
