package dev.fleetledger.command.pdu;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A socket as the deciders know it.
 *
 * @param number counted per PDU from 1
 * @param deviceId what draws power from it, or null if it is free
 * @param assignedAt since when, or null if it is free
 */
public record Socket(
        UUID id,
        int number,
        String name,
        String mqttTopicSuffix,
        @Nullable UUID deviceId,
        @Nullable Instant assignedAt) {

    Socket named(String newName, String newMqttTopicSuffix) {
        return new Socket(id, number, newName, newMqttTopicSuffix, deviceId, assignedAt);
    }

    Socket with(UUID device, Instant now) {
        return new Socket(id, number, name, mqttTopicSuffix, device, now);
    }

    Socket free() {
        return new Socket(id, number, name, mqttTopicSuffix, null, null);
    }
}
