package dev.fleetledger.kit.http.binding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.error.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Finds what JSON can write but no store can keep: NUL, halves of surrogate pairs, numbers beyond a double. */
final class StorableValues {
    private StorableValues() {}

    static List<FieldError> check(JsonNode node, String in) {
        var errors = new ArrayList<FieldError>();
        check(node, in, List.of(), errors);
        return errors;
    }

    private static void check(JsonNode node, String in, List<String> path, List<FieldError> errors) {
        if (node.isTextual() && !isStorable(node.textValue())) {
            errors.add(new FieldError(
                    in, path, "has characters that cannot be kept", "value_error.str", null, "text without NUL"));
        } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            errors.add(new FieldError(
                    in, path, "value is not a valid float", "type_error.float", null, "a finite number"));
        } else if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                check(node.get(i), in, with(path, Integer.toString(i)), errors);
            }
        } else {
            node.properties().forEach(field -> {
                var below = with(path, field.getKey());
                if (isStorable(field.getKey())) {
                    check(field.getValue(), in, below, errors);
                } else {
                    errors.add(new FieldError(in, path, "has a name that cannot be kept", "value_error", null, null));
                }
            });
        }
    }

    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    private static List<String> with(List<String> path, String step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
