package dev.fleetledger.domain.power;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    private static final ObjectMapper TEXT = new ObjectMapper();

    /**
     * How a PDU is used.
     *
     * @param allocatedWatts as of the PDU
     */
    public record Stats(int totalSockets, int assignedSockets, int freeSockets, long allocatedWatts) {
        private static Stats of(Pdu pdu, long allocatedWatts) {
            var all = pdu.sockets().size();
            var assigned = pdu.assigned().size();
            return new Stats(all, assigned, all - assigned, allocatedWatts);
        }
    }

    /** What may be asked for; devices are also shown with each socket if those are. */
    public record Parts(boolean sockets, boolean devices, boolean stats) {
        public static final Parts SOCKETS = new Parts(true, false, false);
    }

    /**
     * A PDU as it is shown.
     *
     * @param sockets all of them, with their devices if those are asked for
     */
    public static PduView of(Pdu pdu, Parts shown, List<SocketView> sockets, long allocatedWatts, long version) {
        var details = pdu.details();
        var most = details.maxPowerWatts();
        return new PduView(
                pdu.id(),
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
                pdu.createdAt(),
                pdu.updatedAt(),
                version,
                shown.sockets() ? sockets : null,
                shown.devices()
                        ? sockets.stream()
                                .map(SocketView::device)
                                .filter(Objects::nonNull)
                                .toList()
                        : null,
                shown.stats() ? Stats.of(pdu, allocatedWatts) : null);
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : TEXT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("specifications are no JSON", e);
        }
    }
}
