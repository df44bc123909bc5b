package dev.fleetledger.query.server;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.domain.server.MacAddresses;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.query.read.Like;
import dev.fleetledger.query.read.SortOrder;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which servers Gough asks for, in which order.
 *
 * @param search part of the hostname or MAC address, regardless of case; a whole MAC address in any usual spelling
 * @param sort by the number if absent
 * @param order ascending if absent
 */
public record GoughServerQuery(
        @Nullable GoughStatus status,
        @Nullable @Size(max = 253) String search,
        @Nullable Sort sort,
        @Nullable SortOrder order) {

    /** What servers are sorted by. */
    public enum Sort {
        HOSTNAME("lower(document ->> 'hostname')"),
        // What is ready is shown as commissioned.
        STATUS("replace(" + LIFECYCLE + ", 'ready', 'commissioned')"),
        CREATED_AT("created_at");

        private final String expression;

        Sort(String expression) {
            this.expression = expression;
        }

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String LIFECYCLE = "coalesce(document ->> 'lifecycle', 'new')";
    private static final String NUMBER = "(document ->> 'number')::bigint";

    /** As SQL. */
    Conditions conditions() {
        return new Conditions()
                .and(
                        LIFECYCLE + " = :lifecycle",
                        "lifecycle",
                        status == null ? null : status.lifecycle().wireName())
                .and(
                        "(document ->> 'hostname' ilike any(cast(:search as text[]))"
                                + " or document -> 'machine' ->> 'mac_address' ilike any(cast(:search as text[])))",
                        "search",
                        search == null ? null : patterns(search));
    }

    private static String[] patterns(String search) {
        var mac = MacAddresses.parse(search).orElse(search);
        return new String[] {Like.containing(search), Like.containing(mac)};
    }

    /** As SQL; the number makes it definite. */
    String orderBy() {
        var direction = order == SortOrder.DESC ? " desc" : " asc";
        return (sort == null ? NUMBER : sort.expression) + direction + ", " + NUMBER + direction;
    }
}
