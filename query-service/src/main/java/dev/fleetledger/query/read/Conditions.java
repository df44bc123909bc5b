package dev.fleetledger.query.read;

import dev.fleetledger.kit.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The conditions of an SQL statement, and what is bound to their parameters. */
public final class Conditions {
    private final StringBuilder sql = new StringBuilder("true");
    private final Map<String, Object> bindings = new HashMap<>();

    /** Adds a condition with the parameter {@code :name}, unless the value is null. */
    public Conditions and(String condition, String name, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            bindings.put(name, value);
        }
        return this;
    }

    /** Only versions whose document has this value, as JSON writes it, in that field; all if it is null. */
    public Conditions field(String name, @Nullable Object value) {
        var parameter = "field_" + name;
        return and(
                "document ->> '" + name + "' = :" + parameter,
                parameter,
                value == null ? null : Json.mapper().valueToTree(value).asText());
    }

    /** Only versions whose document has this text in one of these fields, regardless of case; all if it is null. */
    public Conditions containing(@Nullable String text, String... fields) {
        var parameter = "text_in_" + String.join("_or_", fields);
        return and(
                Stream.of(fields)
                        .map(field -> "document ->> '" + field + "' ilike :" + parameter)
                        .collect(Collectors.joining(" or ", "(", ")")),
                parameter,
                text == null ? null : Like.containing(text));
    }

    public String sql() {
        return sql.toString();
    }

    public Map<String, Object> bindings() {
        return bindings;
    }
}
