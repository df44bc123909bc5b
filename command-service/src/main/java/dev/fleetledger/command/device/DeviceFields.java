package dev.fleetledger.command.device;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceStatus;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a client would change of a device.
 *
 * @param sent whether a field was sent, by its name on the wire: one that was not stays
 */
public record DeviceFields(DeviceChanges changes, Predicate<String> sent) {

    /** Null for what must be there. */
    List<FieldError> cleared() {
        return Field.nulls(field("serial_number", changes.serialNumber()));
    }

    /**
     * What they make of a device.
     *
     * @param found the uuid of the server that was sent, if one was
     */
    DeviceDetails merge(DeviceDetails old, @Nullable UUID found) {
        return new DeviceDetails(
                Objects.requireNonNullElse(changes.serialNumber(), old.serialNumber()),
                field("asset_tag", changes.assetTag()).merge(old.assetTag()),
                field("name", changes.name()).merge(old.name()),
                field("status", changes.status()).merge(old.status(), DeviceStatus.ACTIVE),
                field("rated_watts", changes.ratedWatts()).merge(old.ratedWatts()),
                field("server_id", found).merge(old.serverId()),
                field("model_id", changes.modelId()).merge(old.modelId()),
                field("purchase_date", changes.purchaseDate()).merge(old.purchaseDate()),
                field("installation_date", changes.installationDate()).merge(old.installationDate()),
                field("organization_id", changes.organizationId()).merge(old.organizationId()),
                field("department_id", changes.departmentId()).merge(old.departmentId()));
    }

    private <T> Field<T> field(String name, @Nullable T value) {
        return Field.of(name, value, sent);
    }
}
