package dev.fleetledger.query.read;

import java.util.HashMap;
import java.util.Map;
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

    public String sql() {
        return sql.toString();
    }

    public Map<String, Object> bindings() {
        return bindings;
    }
}
