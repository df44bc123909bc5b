package dev.fleetledger.command.pdu;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduStatus;
import dev.fleetledger.schemas.event.PduType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a client would change of a PDU. */
public record PduFields(
        Field<String> name,
        Field<String> code,
        Field<PduType> type,
        Field<PduStatus> status,
        Field<UUID> organizationId,
        Field<UUID> departmentId,
        Field<Integer> totalSockets,
        Field<Integer> voltageRating,
        Field<Integer> maxPowerWatts,
        Field<String> location,
        Field<String> floor,
        Field<String> building,
        Field<String> description,
        Field<String> mqttBaseTopic,
        Field<String> manufacturer,
        Field<String> modelNumber,
        Field<String> serialNumber,
        Field<Boolean> mobile,
        Field<String> specifications) {

    /** Those that were sent, by their names on the wire. */
    static PduFields of(PduChanges changes, Predicate<String> sent) {
        return new PduFields(
                Field.of("name", changes.name(), sent),
                Field.of("code", changes.code(), sent),
                Field.of("type", changes.type(), sent),
                Field.of("status", changes.status(), sent),
                Field.of("organization_id", changes.organizationId(), sent),
                Field.of("department_id", changes.departmentId(), sent),
                Field.of("total_sockets", changes.totalSockets(), sent),
                Field.of("voltage_rating", changes.voltageRating(), sent),
                Field.of("max_power_watts", changes.maxPowerWatts(), sent),
                Field.of("location", changes.location(), sent),
                Field.of("floor", changes.floor(), sent),
                Field.of("building", changes.building(), sent),
                Field.of("description", changes.description(), sent),
                Field.of("mqtt_base_topic", changes.mqttBaseTopic(), sent),
                Field.of("manufacturer", changes.manufacturer(), sent),
                Field.of("model_number", changes.modelNumber(), sent),
                Field.of("serial_number", changes.serialNumber(), sent),
                Field.of("is_mobile", changes.mobile(), sent),
                Field.of("specifications", PduTexts.json(changes.specifications()), sent));
    }

    /** Null for what must be there. */
    List<FieldError> cleared() {
        return Stream.of(name, code, type)
                .filter(Field::cleared)
                .map(field -> FieldError.invalid(field.name(), "null is not allowed", null, "a value"))
                .toList();
    }

    /** What they make of a PDU. */
    PduDetails merge(PduDetails old) {
        return new PduDetails(
                Objects.requireNonNull(name.merge(old.name(), null)),
                Objects.requireNonNull(code.merge(old.code(), null)),
                Objects.requireNonNull(type.merge(old.type(), null)),
                Objects.requireNonNull(status.merge(old.status(), PduStatus.ACTIVE)),
                organizationId.merge(old.organizationId(), null),
                departmentId.merge(old.departmentId(), null),
                Objects.requireNonNull(voltageRating.merge(old.voltageRating(), PduTexts.DEFAULT_VOLTS)),
                maxPowerWatts.merge(old.maxPowerWatts(), null),
                location.merge(old.location(), null),
                floor.merge(old.floor(), null),
                building.merge(old.building(), null),
                description.merge(old.description(), null),
                mqttBaseTopic.merge(old.mqttBaseTopic(), null),
                manufacturer.merge(old.manufacturer(), null),
                modelNumber.merge(old.modelNumber(), null),
                serialNumber.merge(old.serialNumber(), null),
                Objects.requireNonNull(mobile.merge(old.mobile(), false)),
                specifications.merge(old.specifications(), null));
    }
}
