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
     * An SQL order of versions: by when they were made or changed, or by what stands in that field, regardless of case.
     *
     * @param order ascending if null
     */
    public static String ofVersions(String field, @Nullable SortOrder order) {
        var expression = switch (field) {
            case "created_at" -> "created_at";
            case "updated_at" -> "from_time";
            default -> "lower(document ->> '" + field + "')";
        };
        return by(expression, order);
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
