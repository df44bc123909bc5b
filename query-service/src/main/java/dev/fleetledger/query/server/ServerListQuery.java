package dev.fleetledger.query.server;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.query.read.Like;
import dev.fleetledger.query.read.SortOrder;
import dev.fleetledger.schemas.server.Health;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which servers are asked for, in which order.
 *
 * @param status any of these
 * @param search part of the slug, hostname, display name or IP address, regardless of case
 * @param tag all of these
 * @param sort by the number if absent, that is, in the order of registration
 * @param order ascending if absent
 */
public record ServerListQuery(
        @Nullable List<Health> status,
        @Nullable @Size(max = 253) String search,
        @Nullable @Size(max = 50) List<@Size(max = 64) String> tag,
        @Nullable Sort sort,
        @Nullable SortOrder order) {

    /** What servers are sorted by; those without a value last. */
    public enum Sort {
        NUMBER("number"),
        ID("lower(slug)"),
        SLUG("lower(slug)"),
        HOSTNAME("lower(hostname)"),
        HOST("lower(hostname)"),
        NAME("lower(display_name)"),
        DISPLAY_NAME("lower(display_name)"),
        IP_ADDRESS("ip_address"),
        STATUS("health"),
        CREATED_AT("created_at"),
        LAST_SEEN("last_seen");

        private final String expression;

        Sort(String expression) {
            this.expression = expression;
        }

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As SQL. */
    Conditions conditions() {
        return new Conditions()
                .and(
                        "health = any(cast(:status as text[]))",
                        "status",
                        status == null || status.isEmpty()
                                ? null
                                : status.stream().map(Health::wireName).toArray(String[]::new))
                .and(
                        "tags @> cast(:tags as text[])",
                        "tags",
                        tag == null || tag.isEmpty() ? null : tag.toArray(String[]::new))
                .and(
                        "(slug ilike :search or hostname ilike :search or display_name ilike :search"
                                + " or ip_address ilike :search)",
                        "search",
                        search == null ? null : Like.containing(search));
    }

    /** As SQL; the number makes it definite. */
    String orderBy() {
        var direction = order == SortOrder.DESC ? " desc" : " asc";
        return (sort == null ? Sort.NUMBER : sort).expression + direction + " nulls last, number" + direction;
    }
}
