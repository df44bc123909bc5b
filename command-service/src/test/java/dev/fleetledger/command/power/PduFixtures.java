package dev.fleetledger.command.power;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.http.binding.Binder;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceStatus;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduEvent.NewSocket;
import dev.fleetledger.schemas.event.PduEvent.PduCreated;
import dev.fleetledger.schemas.event.PduEvent.PduUpdated;
import dev.fleetledger.schemas.event.PduEvent.SocketAssigned;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** PDUs and devices to test with. */
public final class PduFixtures {
    public static final UUID RACK = UUID.fromString("550e8400-e29b-41d4-a716-446655440000");
    public static final UUID OTHER = UUID.fromString("550e8400-e29b-41d4-a716-446655440001");
    public static final UUID DEVICE = UUID.fromString("550e8400-e29b-41d4-a716-446655440020");
    public static final UUID DEVICE_2 = UUID.fromString("550e8400-e29b-41d4-a716-446655440021");
    public static final UUID ORGANIZATION = UUID.fromString("550e8400-e29b-41d4-a716-446655440030");

    private PduFixtures() {}

    /** The least that a PDU is, changed by JSON as a client would send it. */
    static PduDetails details(String code, String changes) {
        return pdu(code, changes).details();
    }

    static PduBody pdu(String code, String changes) {
        var least = json("{'name': 'Rack', 'code': '" + code + "', 'type': 'rack'}", PduBody.class);
        return change(changes, PduBody.class).over(least);
    }

    /** A PDU with two sockets. */
    public static PduCreated rack(String changes) {
        return created(RACK, 2, details("PDU-001", changes));
    }

    public static PduCreated rack() {
        return rack("{}");
    }

    static PduCreated created(UUID id, int sockets, PduDetails details) {
        return new PduCreated(
                id,
                details,
                IntStream.rangeClosed(1, sockets)
                        .mapToObj(number ->
                                new NewSocket(socket(id, number), number, "Socket " + number, "socket" + number))
                        .toList());
    }

    static PduUpdated updated(String changes) {
        return new PduUpdated(RACK, details("PDU-001", changes));
    }

    /** The id of a socket, which follows from its PDU's. */
    public static UUID socket(UUID pdu, int number) {
        return UUID.nameUUIDFromBytes((pdu + "/" + number).getBytes(StandardCharsets.UTF_8));
    }

    /** A device is in the first socket. */
    public static SocketAssigned assigned() {
        return new SocketAssigned(RACK, socket(RACK, 1), DEVICE);
    }

    public static DeviceCreated device() {
        return device(DEVICE, "DEV-001", null, DeviceStatus.ACTIVE);
    }

    public static DeviceCreated device(UUID id, String serial, @Nullable Integer watts, DeviceStatus status) {
        return new DeviceCreated(
                id, new DeviceDetails(serial, null, null, status, watts, null, null, null, null, null, null));
    }

    /** A change by JSON as a client would send it. */
    static <T extends Record> Change<T> change(String changes, Class<T> body) {
        return Binder.change(json(changes, body), json(changes, ObjectNode.class));
    }

    /** JSON with single quotes. */
    public static <T> T json(String text, Class<T> type) {
        try {
            return Json.mapper().readValue(text.replace('\'', '"'), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
