package dev.fleetledger.command.pdu;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduStatus;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a client would change of a PDU.
 *
 * @param sent whether a field was sent, by its name on the wire: one that was not stays
 */
public record PduFields(PduChanges changes, Predicate<String> sent) {

    /** Null for what must be there. */
    List<FieldError> cleared() {
        return Field.nulls(field("name", changes.name()), field("code", changes.code()), field("type", changes.type()));
    }

    /** Whether it would have another number of sockets than it has. */
    boolean changesSockets(int present) {
        return !Objects.equals(field("total_sockets", changes.totalSockets()).merge(present), present);
    }

    /** What they make of a PDU. */
    PduDetails merge(PduDetails old) {
        return new PduDetails(
                Objects.requireNonNullElse(changes.name(), old.name()),
                Objects.requireNonNullElse(changes.code(), old.code()),
                Objects.requireNonNullElse(changes.type(), old.type()),
                field("status", changes.status()).merge(old.status(), PduStatus.ACTIVE),
                field("organization_id", changes.organizationId()).merge(old.organizationId()),
                field("department_id", changes.departmentId()).merge(old.departmentId()),
                field("voltage_rating", changes.voltageRating()).merge(old.voltageRating(), PduTexts.DEFAULT_VOLTS),
                field("max_power_watts", changes.maxPowerWatts()).merge(old.maxPowerWatts()),
                field("location", changes.location()).merge(old.location()),
                field("floor", changes.floor()).merge(old.floor()),
                field("building", changes.building()).merge(old.building()),
                field("description", changes.description()).merge(old.description()),
                field("mqtt_base_topic", changes.mqttBaseTopic()).merge(old.mqttBaseTopic()),
                field("manufacturer", changes.manufacturer()).merge(old.manufacturer()),
                field("model_number", changes.modelNumber()).merge(old.modelNumber()),
                field("serial_number", changes.serialNumber()).merge(old.serialNumber()),
                field("is_mobile", changes.mobile()).merge(old.mobile(), false),
                field("specifications", PduTexts.json(changes.specifications())).merge(old.specifications()));
    }

    private <T> Field<T> field(String name, @Nullable T value) {
        return Field.of(name, value, sent);
    }
}
