package dev.fleetledger.kit.pdu;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduStatus;
import dev.fleetledger.schemas.event.PduType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A power distribution unit.
 *
 * @param totalSockets how many sockets it has
 * @param voltageRating in volts
 * @param maxPowerWatts what its sockets may draw together, null if unknown
 * @param specifications whatever else is known of it
 * @param allocatedWatts what its devices may draw together, as far as that is known of them
 * @param freeWatts what is left of maxPowerWatts, below 0 if more was forced; null if that is unknown
 * @param version of the aggregate; the ETag
 * @param sockets in the order of their numbers, if they were asked for; else left out
 * @param devices that draw power from it, if they were asked for; else left out
 * @param stats if they were asked for; else left out
 */
public record PduView(
        UUID id,
        String name,
        String code,
        PduType type,
        PduStatus status,
        @Nullable UUID organizationId,
        @Nullable UUID departmentId,
        int totalSockets,
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
        @JsonProperty("is_mobile") boolean mobile,
        @Nullable JsonNode specifications,
        long allocatedWatts,
        @Nullable Long freeWatts,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SocketView> sockets,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<DeviceView> devices,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Stats stats) {

    /**
     * How a PDU is used.
     *
     * @param allocatedWatts as of the PDU
     */
    public record Stats(int totalSockets, int assignedSockets, int freeSockets, long allocatedWatts) {}

    /** With its sockets, without devices and stats. */
    public static PduView of(
            UUID id,
            PduDetails details,
            List<SocketView> sockets,
            long allocatedWatts,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        var most = details.maxPowerWatts();
        return new PduView(
                id,
                details.name(),
                details.code(),
                details.type(),
                details.status(),
                details.organizationId(),
                details.departmentId(),
                sockets.size(),
                details.voltageRating(),
                most,
                details.location(),
                details.floor(),
                details.building(),
                details.description(),
                details.mqttBaseTopic(),
                details.manufacturer(),
                details.modelNumber(),
                details.serialNumber(),
                details.mobile(),
                json(details.specifications()),
                allocatedWatts,
                most == null ? null : most - allocatedWatts,
                createdAt,
                updatedAt,
                version,
                sockets,
                null,
                null);
    }

    public PduView withoutSockets() {
        return with(null, devices, stats);
    }

    public PduView with(List<DeviceView> shown) {
        return with(sockets, shown, stats);
    }

    /** With its stats; throws NullPointerException without its sockets. */
    public PduView withStats() {
        var all = Objects.requireNonNull(sockets, "stats are counted from the sockets");
        var assigned = (int) all.stream()
                .filter(socket -> socket.status() == SocketView.Status.ASSIGNED)
                .count();
        return with(all, devices, new Stats(all.size(), assigned, all.size() - assigned, allocatedWatts));
    }

    private PduView with(
            @Nullable List<SocketView> newSockets, @Nullable List<DeviceView> newDevices, @Nullable Stats newStats) {
        return new PduView(
                id,
                name,
                code,
                type,
                status,
                organizationId,
                departmentId,
                totalSockets,
                voltageRating,
                maxPowerWatts,
                location,
                floor,
                building,
                description,
                mqttBaseTopic,
                manufacturer,
                modelNumber,
                serialNumber,
                mobile,
                specifications,
                allocatedWatts,
                freeWatts,
                createdAt,
                updatedAt,
                version,
                newSockets,
                newDevices,
                newStats);
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("specifications are no JSON", e);
        }
    }
}
