package dev.fleetledger.schemas.avro;

import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceDeleted;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceUpdated;
import dev.fleetledger.schemas.event.DeviceStatus;
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

/** PDUs and devices as records. */
final class PduFixtures {
    private static final UUID PDU = UUID.fromString("550e8400-e29b-41d4-a716-446655440000");
    private static final UUID SOCKET = UUID.fromString("550e8400-e29b-41d4-a716-446655440010");
    private static final UUID DEVICE = UUID.fromString("550e8400-e29b-41d4-a716-446655440020");
    private static final PduDetails FULL = new PduDetails(
            "PDU-ServerRoom-A1",
            "PDU-001",
            PduType.WALL_MOUNT,
            PduStatus.MAINTENANCE,
            PDU,
            SOCKET,
            220,
            3520,
            "Server Room A - Rack 1",
            "1",
            "Data Center Building A",
            "Primary PDU for server rack infrastructure",
            "/datacenter/floor1/rack1",
            "APC",
            "AP7900",
            "SN-PDU-001-2024",
            true,
            "{\"form_factor\":\"1U\"}");
    private static final PduDetails LEAST = new PduDetails(
            "PDU",
            "1",
            PduType.RACK,
            PduStatus.ACTIVE,
            null,
            null,
            100,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            null);
    private static final DeviceDetails FULL_DEVICE = new DeviceDetails(
            "DEV-001",
            "ASSET-001",
            "Web 1",
            DeviceStatus.DECOMMISSIONED,
            350,
            DEVICE,
            SOCKET,
            LocalDate.parse("2024-01-15"),
            LocalDate.parse("2024-01-20"),
            PDU,
            SOCKET);
    private static final DeviceDetails LEAST_DEVICE =
            new DeviceDetails("D", null, null, DeviceStatus.ACTIVE, null, null, null, null, null, null, null);

    private PduFixtures() {}

    static List<Record> all() {
        return List.of(
                new PduCreated(PDU, FULL, List.of(new NewSocket(SOCKET, 1, "Socket 1", "socket1"))),
                new PduCreated(PDU, LEAST, List.of()),
                new PduUpdated(PDU, FULL),
                new PduUpdated(PDU, LEAST),
                new PduDeleted(PDU),
                new SocketUpdated(PDU, SOCKET, "Server Socket 1", "web"),
                new SocketAssigned(PDU, SOCKET, DEVICE),
                new SocketUnassigned(PDU, SOCKET, DEVICE),
                new DeviceCreated(DEVICE, FULL_DEVICE),
                new DeviceUpdated(DEVICE, LEAST_DEVICE),
                new DeviceDeleted(DEVICE));
    }
}
