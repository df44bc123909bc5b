package dev.fleetledger.query.device;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.query.read.Like;
import dev.fleetledger.query.read.SortOrder;
import dev.fleetledger.schemas.event.DeviceStatus;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which devices are asked for, in which order.
 *
 * @param serverId the uuid of the server that they are
 * @param search part of the serial number, asset tag or name, regardless of case
 * @param sortBy by serial number if absent
 * @param sortOrder ascending if absent
 */
public record DeviceListQuery(
        @Nullable UUID organizationId,
        @Nullable UUID departmentId,
        @Nullable DeviceStatus status,
        @Nullable UUID serverId,
        @Nullable @Size(max = 200) String search,
        @Nullable Sort sortBy,
        @Nullable SortOrder sortOrder) {

    /** What devices are sorted by; those without a value last. */
    public enum Sort {
        SERIAL_NUMBER("lower(document ->> 'serial_number')"),
        NAME("lower(document ->> 'name')"),
        ASSET_TAG("lower(document ->> 'asset_tag')"),
        STATUS("document ->> 'status'"),
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

    /** As SQL. */
    public Conditions conditions() {
        return new Conditions()
                .and("document ->> 'organization_id' = :organization", "organization", text(organizationId))
                .and("document ->> 'department_id' = :department", "department", text(departmentId))
                .and("document ->> 'status' = :status", "status", status == null ? null : status.wireName())
                .and("document ->> 'server_id' = :server", "server", text(serverId))
                .and(
                        "(document ->> 'serial_number' ilike :search or document ->> 'asset_tag' ilike :search"
                                + " or document ->> 'name' ilike :search)",
                        "search",
                        search == null ? null : Like.containing(search));
    }

    /** As SQL. */
    public String orderBy() {
        return SortOrder.by((sortBy == null ? Sort.SERIAL_NUMBER : sortBy).expression, sortOrder);
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
