package dev.fleetledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.Documents.Version;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceDeleted;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceUpdated;
import dev.fleetledger.schemas.event.DeviceStatus;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduEvent.NewSocket;
import dev.fleetledger.schemas.event.PduEvent.PduCreated;
import dev.fleetledger.schemas.event.PduEvent.PduDeleted;
import dev.fleetledger.schemas.event.PduEvent.PduUpdated;
import dev.fleetledger.schemas.event.PduEvent.SocketAssigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUnassigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUpdated;
import dev.fleetledger.schemas.event.PduStatus;
import dev.fleetledger.schemas.event.PduType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The history of PDUs and devices is kept in one shape, whichever version of the platform wrote it. */
class StoredPowerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID PDU = new UUID(0, 1);
    private static final UUID FIRST = new UUID(0, 11);
    private static final UUID SECOND = new UUID(0, 12);
    private static final UUID DEVICE = new UUID(0, 21);
    private static final String FREE_SECOND = """
            {"id": "00000000-0000-0000-0000-00000000000c", "name": "Socket 2", "mqtt_topic_suffix": "socket2",
             "device_id": null, "assigned_at": null}""";

    private final EventChain chain = new EventChain();
    private Version version = Version.NONE;

    @Test
    void aPdu() throws Exception {
        after(new PduCreated(
                PDU,
                pdu("Rack A1", "{\"form_factor\":\"1U\",\"ports\":[1,2.5]}"),
                List.of(
                        new NewSocket(FIRST, 1, "Socket 1", "socket1"),
                        new NewSocket(SECOND, 2, "Socket 2", "socket2"))));
        isKeptAs(pdu("Rack A1", "{\"form_factor\": \"1U\", \"ports\": [1, 2.5]}", "Socket 1", "null", "null"));
        assertThat(version.names())
                .containsExactlyInAnyOrder(
                        "socket:00000000-0000-0000-0000-00000000000b", "socket:00000000-0000-0000-0000-00000000000c");

        after(new SocketUpdated(PDU, FIRST, "Kettle", "socket1"));
        var assignedAt = after(new SocketAssigned(PDU, FIRST, DEVICE));
        isKeptAs(pdu(
                "Rack A1",
                "{\"form_factor\": \"1U\", \"ports\": [1, 2.5]}",
                "Kettle",
                "\"00000000-0000-0000-0000-000000000015\"",
                "\"" + assignedAt + "\""));
        assertThat(version.names()).contains("device:00000000-0000-0000-0000-000000000015");

        after(new SocketUnassigned(PDU, FIRST, DEVICE));
        after(new PduUpdated(PDU, pdu("Rack B2", null)));
        isKeptAs(pdu("Rack B2", "null", "Kettle", "null", "null"));

        after(new PduDeleted(PDU));
        assertThat(version.document()).isNull();
    }

    @Test
    void aDevice() throws Exception {
        after(new DeviceCreated(DEVICE, device(null, LocalDate.of(2026, 1, 19))));
        isKeptAs("""
                {"serial_number": "DEV-001", "asset_tag": null, "name": null, "status": "active", "rated_watts": null,
                 "server_id": null, "model_id": null, "purchase_date": "2026-01-19", "installation_date": null,
                 "organization_id": null, "department_id": null}""");
        after(new DeviceUpdated(DEVICE, device(300, null)));
        isKeptAs("""
                {"serial_number": "DEV-001", "asset_tag": null, "name": null, "status": "active", "rated_watts": 300,
                 "server_id": null, "model_id": null, "purchase_date": null, "installation_date": null,
                 "organization_id": null, "department_id": null}""");
        assertThat(version.names()).isEmpty();
        after(new DeviceDeleted(DEVICE));
        assertThat(version.document()).isNull();
    }

    /** As the event before was read from the database. */
    private String after(FleetEvent event) throws JsonProcessingException {
        var document = version.document();
        var before =
                new Version(document == null ? null : (ObjectNode) JSON.readTree(document.toString()), version.names());
        var recorded = chain.recorded(event);
        version = Documents.after(recorded, before);
        return recorded.metadata().time().toString();
    }

    private void isKeptAs(String json) throws JsonProcessingException {
        assertThat(JSON.readTree(String.valueOf(version.document()))).isEqualTo(JSON.readTree(json));
    }

    private static PduDetails pdu(String name, @Nullable String specifications) {
        return new PduDetails(
                name,
                "PDU-001",
                PduType.RACK,
                PduStatus.ACTIVE,
                null,
                null,
                220,
                500,
                "Room A",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                specifications);
    }

    private static String pdu(String name, String specifications, String socket, String device, String assignedAt) {
        return """
                {"name": "%s", "code": "PDU-001", "type": "rack", "status": "active", "organization_id": null,
                 "department_id": null, "voltage_rating": 220, "max_power_watts": 500, "location": "Room A",
                 "floor": null, "building": null, "description": null, "mqtt_base_topic": null, "manufacturer": null,
                 "model_number": null, "serial_number": null, "is_mobile": true, "specifications": %s,
                 "sockets": {"1": {"id": "00000000-0000-0000-0000-00000000000b", "name": "%s",
                                   "mqtt_topic_suffix": "socket1", "device_id": %s, "assigned_at": %s},
                             "2": %s}}""".formatted(name, specifications, socket, device, assignedAt, FREE_SECOND);
    }

    private static DeviceDetails device(@Nullable Integer watts, @Nullable LocalDate purchased) {
        return new DeviceDetails(
                "DEV-001", null, null, DeviceStatus.ACTIVE, watts, null, null, purchased, null, null, null);
    }
}
