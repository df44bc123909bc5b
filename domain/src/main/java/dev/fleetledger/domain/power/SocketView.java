package dev.fleetledger.domain.power;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A socket of a PDU.
 *
 * @param socketNumber counted per PDU from 1
 * @param mqttTopicSuffix what follows the PDU's base topic
 * @param deviceId what draws power from it, null if it is free
 * @param assignedAt since when, null if it is free
 * @param device the device itself, if there is one and it was asked for; else left out
 */
public record SocketView(
        UUID id,
        UUID pduId,
        int socketNumber,
        String name,
        String mqttTopicSuffix,
        Status status,
        @Nullable UUID deviceId,
        @Nullable Instant assignedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DeviceView device) {

    /** Whether something draws power from a socket. */
    public enum Status {
        FREE,
        ASSIGNED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A socket as it is shown. */
    static SocketView of(Outlet outlet, @Nullable DeviceView device) {
        var socket = outlet.socket();
        return new SocketView(
                socket.id(),
                outlet.pdu().id(),
                socket.number(),
                socket.name(),
                socket.mqttTopicSuffix(),
                socket.deviceId() == null ? Status.FREE : Status.ASSIGNED,
                socket.deviceId(),
                socket.assignedAt(),
                device);
    }
}
