package dev.fleetledger.query.power;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.query.read.Conditions;
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
        NAME,
        CODE,
        TYPE,
        CREATED_AT,
        UPDATED_AT;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Conditions conditions() {
        return new Conditions()
                .field("organization_id", organizationId)
                .field("department_id", departmentId)
                .field("type", type)
                .field("status", status)
                .containing(location, "location")
                .containing(search, "name", "code", "serial_number");
    }

    String orderBy() {
        return SortOrder.ofVersions((sortBy == null ? Sort.NAME : sortBy).wireName(), sortOrder);
    }
}
