package dev.fleetledger.command.device;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a client would change of a device.
 *
 * @param server slug, uuid or number
 */
public record DeviceFields(
        Field<String> serialNumber,
        Field<String> assetTag,
        Field<String> name,
        Field<DeviceStatus> status,
        Field<Integer> ratedWatts,
        Field<String> server,
        Field<UUID> modelId,
        Field<LocalDate> purchaseDate,
        Field<LocalDate> installationDate,
        Field<UUID> organizationId,
        Field<UUID> departmentId) {

    /** Those that were sent, by their names on the wire. */
    static DeviceFields of(DeviceChanges changes, Predicate<String> sent) {
        return new DeviceFields(
                Field.of("serial_number", changes.serialNumber(), sent),
                Field.of("asset_tag", changes.assetTag(), sent),
                Field.of("name", changes.name(), sent),
                Field.of("status", changes.status(), sent),
                Field.of("rated_watts", changes.ratedWatts(), sent),
                Field.of("server_id", changes.serverId(), sent),
                Field.of("model_id", changes.modelId(), sent),
                Field.of("purchase_date", changes.purchaseDate(), sent),
                Field.of("installation_date", changes.installationDate(), sent),
                Field.of("organization_id", changes.organizationId(), sent),
                Field.of("department_id", changes.departmentId(), sent));
    }

    /** Null for what must be there. */
    List<FieldError> cleared() {
        return serialNumber.cleared()
                ? List.of(FieldError.invalid(serialNumber.name(), "null is not allowed", null, "a value"))
                : List.of();
    }

    /**
     * What they make of a device.
     *
     * @param found the uuid of the server that was sent, if one was
     */
    DeviceDetails merge(DeviceDetails old, @Nullable UUID found) {
        return new DeviceDetails(
                Objects.requireNonNull(serialNumber.merge(old.serialNumber(), null)),
                assetTag.merge(old.assetTag(), null),
                name.merge(old.name(), null),
                Objects.requireNonNull(status.merge(old.status(), DeviceStatus.ACTIVE)),
                ratedWatts.merge(old.ratedWatts(), null),
                server.sent() ? found : old.serverId(),
                modelId.merge(old.modelId(), null),
                purchaseDate.merge(old.purchaseDate(), null),
                installationDate.merge(old.installationDate(), null),
                organizationId.merge(old.organizationId(), null),
                departmentId.merge(old.departmentId(), null));
    }
}
