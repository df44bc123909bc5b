package dev.fleetledger.schemas.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operators say of a power distribution unit.
 *
 * @param name 3 to 100 characters
 * @param code 1 to 100 characters, unique in its organization
 * @param organizationId whose it is; those that name none are an organization of their own
 * @param voltageRating in volts, 100 to 480
 * @param maxPowerWatts what all its sockets may draw together, from 1, or null if unknown
 * @param mqttBaseTopic what its sockets' topics begin with
 * @param mobile whether it is moved about
 * @param specifications a JSON object in text, or null
 */
public record PduDetails(
        String name,
        String code,
        PduType type,
        PduStatus status,
        @Nullable UUID organizationId,
        @Nullable UUID departmentId,
        int voltageRating,
        @Nullable Integer maxPowerWatts,
        @Nullable String location,
        @Nullable String floor,
        @Nullable String building,
        @Nullable String description,
        @Nullable String mqttBaseTopic,
        @Nullable String manufacturer,
        @Nullable String modelNumber,
        @Nullable String serialNumber,
        boolean mobile,
        @Nullable String specifications) {}
