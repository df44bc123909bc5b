package dev.fleetledger.kit.http.binding;

import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.http.contract.Headers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a value should have been that is not what it is read as. */
final class Mismatch {
    private Mismatch() {}

    static FieldError of(JsonMappingException e, JsonNode sent, String in, ObjectMapper mapper) {
        var path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .toList();
        var received = received(sent, path);
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException cause) {
            return new FieldError(in, path, String.valueOf(cause.getMessage()), "value_error", received, null);
        }
        var expected = Expected.of(target(e), mapper);
        return new FieldError(in, path, expected.message(), expected.type(), received, expected.expected());
    }

    private static Class<?> target(JsonMappingException e) {
        var target = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (e.getCause() instanceof InputCoercionException overflow) {
            target = overflow.getTargetType();
        }
        return target == null ? Object.class : target;
    }

    /** What was sent there, if it may be repeated: no secret, nothing long. */
    static @Nullable Object received(JsonNode sent, List<String> path) {
        var node = sent;
        for (var step : path) {
            if (Secrets.isSecret(step)) {
                return null;
            }
            node = Binder.child(node, step);
        }
        return switch (node.getNodeType()) {
            case STRING -> Headers.excerpt(node.textValue());
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    private record Expected(
            String message, String type, @Nullable String expected) {

        static Expected of(Class<?> target, ObjectMapper mapper) {
            if (target.isEnum()) {
                var names = Arrays.stream(target.getEnumConstants())
                        .map(constant -> mapper.convertValue(constant, String.class))
                        .collect(Collectors.joining(", "));
                return new Expected("must be one of: " + names, "type_error.enum", "one of: " + names);
            }
            if (target == Integer.class || target == int.class || target == Long.class || target == long.class) {
                return new Expected("value is not a valid integer", "type_error.integer", "integer");
            }
            if (Number.class.isAssignableFrom(target) || target == double.class) {
                return new Expected("value is not a valid number", "type_error.float", "number");
            }
            if (target == Boolean.class || target == boolean.class) {
                return new Expected("value is not a valid boolean", "type_error.bool", "true or false");
            }
            if (target == String.class) {
                return new Expected("value is not text", "type_error.str", "text");
            }
            if (target == UUID.class) {
                return new Expected("value is not a valid uuid", "type_error.uuid", "UUID");
            }
            if (target == Instant.class) {
                return new Expected(
                        "value is not a time with an offset",
                        "value_error.datetime",
                        "RFC 3339, such as 2026-01-31T12:00:00Z");
            }
            if (target == LocalDate.class) {
                return new Expected("value is not a date", "value_error.date", "date, such as 2026-01-31");
            }
            if (Collection.class.isAssignableFrom(target)) {
                return new Expected("value is not an array", "type_error.list", "array");
            }
            if (Map.class.isAssignableFrom(target) || target.isRecord()) {
                return new Expected("value is not an object", "type_error.dict", "object");
            }
            return new Expected("value is not valid", "value_error", null);
        }
    }
}
