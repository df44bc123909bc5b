package dev.fleetledger.query.power;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.query.read.Conditions;
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
        SERIAL_NUMBER,
        NAME,
        ASSET_TAG,
        STATUS,
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
                .field("status", status)
                .field("server_id", serverId)
                .containing(search, "serial_number", "asset_tag", "name");
    }

    String orderBy() {
        return SortOrder.ofVersions((sortBy == null ? Sort.SERIAL_NUMBER : sortBy).wireName(), sortOrder);
    }
}
