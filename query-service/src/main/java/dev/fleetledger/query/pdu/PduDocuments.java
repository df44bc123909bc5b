package dev.fleetledger.query.pdu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduEvent;
import dev.fleetledger.schemas.event.PduEvent.NewSocket;
import dev.fleetledger.schemas.event.PduEvent.PduCreated;
import dev.fleetledger.schemas.event.PduEvent.PduDeleted;
import dev.fleetledger.schemas.event.PduEvent.PduUpdated;
import dev.fleetledger.schemas.event.PduEvent.SocketAssigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUnassigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUpdated;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about PDUs: the fields of {@link PduDetails}, and {@code sockets} by their numbers. */
public final class PduDocuments implements AggregateDocuments<PduEvent> {

    @Override
    public @Nullable ObjectNode after(PduEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case PduCreated created -> document(created.details()).set("sockets", sockets(created.sockets()));
            case PduUpdated updated ->
                document(updated.details()).set("sockets", known(before).get("sockets"));
            case SocketUpdated updated -> {
                var document = known(before);
                socket(document, updated.socketId())
                        .put("name", updated.name())
                        .put("mqtt_topic_suffix", updated.mqttTopicSuffix());
                yield document;
            }
            case SocketAssigned assigned -> {
                var document = known(before);
                socket(document, assigned.socketId())
                        .put("device_id", assigned.deviceId().toString())
                        .put("assigned_at", metadata.time().toString());
                yield document;
            }
            case SocketUnassigned unassigned -> {
                var document = known(before);
                socket(document, unassigned.socketId()).putNull("device_id").putNull("assigned_at");
                yield document;
            }
            case PduDeleted deleted -> null;
        };
    }

    /** By its sockets and by what draws power from them. */
    @Override
    public Set<String> names(ObjectNode document) {
        var names = new TreeSet<String>();
        document.get("sockets").forEach(socket -> {
            names.add(socketName(socket.get("id").textValue()));
            if (socket.hasNonNull("device_id")) {
                names.add(deviceName(socket.get("device_id").textValue()));
            }
        });
        return names;
    }

    static String socketName(String socketId) {
        return "socket:" + socketId;
    }

    static String deviceName(String deviceId) {
        return "device:" + deviceId;
    }

    /** What the document says of the PDU itself. */
    static PduDetails details(ObjectNode document) {
        var tree = document.deepCopy();
        tree.set("mobile", tree.remove("is_mobile"));
        if (tree.hasNonNull("specifications")) {
            tree.put("specifications", tree.get("specifications").toString());
        }
        return VersionRow.read(tree, PduDetails.class);
    }

    private static ObjectNode document(PduDetails details) {
        ObjectNode document = Json.mapper().valueToTree(details);
        document.set("is_mobile", document.remove("mobile"));
        if (details.specifications() != null) {
            document.set("specifications", json(details.specifications()));
        }
        return document;
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("specifications in the ledger are no JSON", e);
        }
    }

    private static ObjectNode sockets(List<NewSocket> sockets) {
        var byNumber = Json.mapper().createObjectNode();
        for (var socket : sockets) {
            byNumber.putObject(Integer.toString(socket.number()))
                    .put("id", socket.socketId().toString())
                    .put("name", socket.name())
                    .put("mqtt_topic_suffix", socket.mqttTopicSuffix())
                    .putNull("device_id")
                    .putNull("assigned_at");
        }
        return byNumber;
    }

    private static ObjectNode socket(ObjectNode document, UUID socketId) {
        return StreamSupport.stream(document.get("sockets").spliterator(), false)
                .filter(socket -> socket.get("id").textValue().equals(socketId.toString()))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an event of a socket that never was"));
    }

    private static ObjectNode known(@Nullable ObjectNode before) {
        return Objects.requireNonNull(before, "an event of a PDU that never was")
                .deepCopy();
    }
}
