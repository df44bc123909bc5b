package dev.fleetledger.query.pdu;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.query.read.Like;
import dev.fleetledger.query.read.SortOrder;
import dev.fleetledger.schemas.event.PduStatus;
import dev.fleetledger.schemas.event.PduType;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which PDUs are asked for, in which order.
 *
 * @param location part of it, regardless of case
 * @param search part of the name, code or serial number, regardless of case
 * @param sortBy by name if absent
 * @param sortOrder ascending if absent
 * @param includeStats whether each shows how it is used
 */
public record PduListQuery(
        @Nullable UUID organizationId,
        @Nullable UUID departmentId,
        @Nullable PduType type,
        @Nullable PduStatus status,
        @Nullable @Size(max = 200) String location,
        @Nullable @Size(max = 200) String search,
        @Nullable Sort sortBy,
        @Nullable SortOrder sortOrder,
        @Nullable Boolean includeStats) {

    /** What PDUs are sorted by. */
    public enum Sort {
        NAME("lower(document ->> 'name')"),
        CODE("lower(document ->> 'code')"),
        TYPE("document ->> 'type'"),
        CREATED_AT("created_at"),
        UPDATED_AT("from_time");

        private final String expression;

        Sort(String expression) {
            this.expression = expression;
        }

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Conditions conditions() {
        return new Conditions()
                .and("document ->> 'organization_id' = :organization", "organization", text(organizationId))
                .and("document ->> 'department_id' = :department", "department", text(departmentId))
                .and("document ->> 'type' = :shape", "shape", type == null ? null : type.wireName())
                .and("document ->> 'status' = :status", "status", status == null ? null : status.wireName())
                .and(
                        "document ->> 'location' ilike :location",
                        "location",
                        location == null ? null : Like.containing(location))
                .and(
                        "(document ->> 'name' ilike :search or document ->> 'code' ilike :search"
                                + " or document ->> 'serial_number' ilike :search)",
                        "search",
                        search == null ? null : Like.containing(search));
    }

    String orderBy() {
        return SortOrder.by((sortBy == null ? Sort.NAME : sortBy).expression, sortOrder);
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
