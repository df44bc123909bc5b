package dev.fleetledger.kit.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One wrong part of a request.
 *
 * @param in where: {@code body}, {@code query}, {@code path} or {@code header}
 * @param path the names and indexes that lead to the field
 * @param message what is wrong, for people
 * @param type a stable name of the kind of error, such as {@code value_error.missing}
 * @param received what was sent, if it may be repeated (never a secret)
 * @param expected what would have been right, for people
 */
public record FieldError(
        String in,
        List<String> path,
        String message,
        String type,
        @Nullable Object received,
        @Nullable String expected) {

    public FieldError {
        path = List.copyOf(path);
    }

    /** The path with dots. */
    public String field() {
        return String.join(".", path);
    }

    /** A required field of the body that is absent. */
    public static FieldError missing(String field) {
        return new FieldError("body", List.of(field), "field required", "value_error.missing", null, "a value");
    }

    /** A required field of the body that was sent as null. */
    public static FieldError cleared(String field) {
        return invalid(field, "null is not allowed", null, "a value");
    }

    /** A field of the body with a value that it may not have. */
    public static FieldError invalid(String field, String message, @Nullable Object received, String expected) {
        return new FieldError("body", List.of(field), message, "value_error", received, expected);
    }
}
