package dev.fleetledger.query.read;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Up or down. */
public enum SortOrder {
    ASC,
    DESC;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * An SQL order by this expression, made definite by the id.
     *
     * @param order ascending if null
     */
    public static String by(String expression, @Nullable SortOrder order) {
        var direction = (order == null ? ASC : order).wireName();
        return "%s %s nulls last, id %s".formatted(expression, direction, direction);
    }
}
