package dev.fleetledger.domain.power;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A socket of a PDU.
 *
 * @param number counted per PDU from 1
 * @param mqttTopicSuffix what follows the PDU's base topic
 * @param deviceId what draws power from it, null if it is free
 * @param assignedAt since when, null if it is free
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

    Socket with(@Nullable UUID device, @Nullable Instant since) {
        return new Socket(id, number, name, mqttTopicSuffix, device, since);
    }
}
