package dev.fleetledger.command.power;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.power.PduFixtures.DEVICE;
import static dev.fleetledger.command.power.PduFixtures.DEVICE_2;
import static dev.fleetledger.command.power.PduFixtures.OTHER;
import static dev.fleetledger.command.power.PduFixtures.RACK;
import static dev.fleetledger.command.power.PduFixtures.assigned;
import static dev.fleetledger.command.power.PduFixtures.created;
import static dev.fleetledger.command.power.PduFixtures.details;
import static dev.fleetledger.command.power.PduFixtures.device;
import static dev.fleetledger.command.power.PduFixtures.rack;
import static dev.fleetledger.command.power.PduFixtures.socket;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.power.PduCommand.AssignDevice;
import dev.fleetledger.command.power.PduCommand.UnassignDevice;
import dev.fleetledger.command.power.PduCommand.UpdateSocket;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceStatus;
import dev.fleetledger.schemas.event.PduEvent.PduCreated;
import dev.fleetledger.schemas.event.PduEvent.PduDeleted;
import dev.fleetledger.schemas.event.PduEvent.SocketAssigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUnassigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUpdated;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SocketDeciderTest {
    private static final UUID FIRST = socket(RACK, 1);
    private static final UUID SECOND = socket(RACK, 2);
    private static final SocketUnassigned UNASSIGNED = new SocketUnassigned(RACK, FIRST, DEVICE);

    @Nested
    class Update {

        @Test
        void changesOnlyWhatWasSent() {
            given(rack())
                    .when(new UpdateSocket(FIRST, Field.of("name", "Web 1"), Field.absent("mqtt_topic_suffix")))
                    .then(new SocketUpdated(RACK, FIRST, "Web 1", "socket1"));
            given(rack())
                    .when(new UpdateSocket(SECOND, Field.absent("name"), Field.of("mqtt_topic_suffix", "web")))
                    .then(new SocketUpdated(RACK, SECOND, "Socket 2", "web"));
        }

        @Test
        void nothingCanBeCleared() {
            given(rack())
                    .when(new UpdateSocket(FIRST, Field.of("name", null), Field.of("mqtt_topic_suffix", null)))
                    .thenInvalid("name", "mqtt_topic_suffix");
        }

        @Test
        void toWhatIsAlreadyChangesNothing() {
            given(rack())
                    .when(new UpdateSocket(FIRST, Field.of("name", "Socket 1"), Field.absent("mqtt_topic_suffix")))
                    .thenNothing();
        }

        @Test
        void refusesASocketThatIsNot() {
            given(rack(), new PduDeleted(RACK))
                    .when(new UpdateSocket(FIRST, Field.of("name", "x"), Field.absent("mqtt_topic_suffix")))
                    .thenRefused(notFound("Socket", FIRST));
        }
    }

    @Nested
    class Assign {

        @Test
        void putsTheDeviceThere() {
            given(rack(), device()).when(assign(FIRST, DEVICE)).then(assigned());
        }

        @Test
        void refusesASocketThatHasADevice() {
            var past = given(rack(), device(), device(DEVICE_2, "DEV-002", null, DeviceStatus.ACTIVE), assigned());
            var occupied = new Rejection.Conflict(
                    "SOCKET_ASSIGNED",
                    "Socket is already assigned to a device",
                    Map.of("socket_id", FIRST, "device_id", DEVICE),
                    "Unassign that device, or take another socket");
            past.when(assign(FIRST, DEVICE_2)).thenRefused(occupied);
            past.when(assign(FIRST, DEVICE)).thenRefused(occupied);
        }

        @Test
        void refusesADeviceThatHasASocket() {
            given(rack(), created(OTHER, 1, details("PDU-002", "{}")), device(), assigned())
                    .when(assign(socket(OTHER, 1), DEVICE))
                    .thenRefused(new Rejection.Conflict(
                            "DEVICE_ASSIGNED",
                            "Device is already assigned to a socket",
                            Map.of("device_id", DEVICE, "pdu_id", RACK, "socket_id", FIRST),
                            "Unassign it from that socket first"));
        }

        @Test
        void whatWasUnassignedIsFreeAgain() {
            given(rack(), device(), assigned(), UNASSIGNED)
                    .when(assign(SECOND, DEVICE))
                    .then(new SocketAssigned(RACK, SECOND, DEVICE));
        }

        @Test
        void refusesADecommissionedDevice() {
            given(rack(), device(DEVICE, "DEV-001", null, DeviceStatus.DECOMMISSIONED))
                    .when(assign(FIRST, DEVICE))
                    .thenRefused(new Rejection.Unprocessable(
                            "BUSINESS_RULE_VIOLATION",
                            "A decommissioned device cannot be assigned to a socket",
                            Map.of("device_id", DEVICE, "status", DeviceStatus.DECOMMISSIONED),
                            null));
        }

        @Test
        void refusesWhatIsNot() {
            given(device()).when(assign(FIRST, DEVICE)).thenRefused(notFound("Socket", FIRST));
            given(rack()).when(assign(FIRST, DEVICE)).thenRefused(notFound("Device", DEVICE));
        }
    }

    @Nested
    class PowerBudget {
        private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");

        @Test
        void isFilledToTheLastWatt() {
            given(budget(500), rated(DEVICE, 300), rated(DEVICE_2, 200), assigned())
                    .when(assign(SECOND, DEVICE_2))
                    .then(new SocketAssigned(RACK, SECOND, DEVICE_2));
        }

        @Test
        void isNotExceeded() {
            given(budget(500), rated(DEVICE, 300), rated(DEVICE_2, 201), assigned())
                    .when(assign(SECOND, DEVICE_2))
                    .thenRefused(exceeded(500, 300L, 201L));
        }

        @Test
        void isExceededByForce() {
            given(budget(500), rated(DEVICE, 501))
                    .when(new AssignDevice(FIRST, DEVICE, true))
                    .then(assigned());
        }

        @Test
        void takesWhatTheServerDrawsForADeviceThatSaysNothing() {
            given(budget(64), server(65), isServer())
                    .when(assign(FIRST, DEVICE))
                    .thenRefused(exceeded(64, 0L, 65L));
        }

        @Test
        void takesADevicesWordBeforeItsServers() {
            given(budget(64), server(65), rated(DEVICE, 64))
                    .when(assign(FIRST, DEVICE))
                    .then(assigned());
        }

        @Test
        void forgetsTheServerThatWasDeleted() {
            given(budget(64), server(65), isServer(), new ServerDeleted(SERVER))
                    .when(assign(FIRST, DEVICE))
                    .then(assigned());
        }

        @Test
        void takesADeviceThatNobodyKnowsAnythingOf() {
            given(budget(1), device()).when(assign(FIRST, DEVICE)).then(assigned());
        }

        private static PduCreated budget(int watts) {
            return rack("{'max_power_watts': " + watts + "}");
        }

        private static DeviceCreated rated(UUID id, int watts) {
            return device(id, "DEV-" + id, watts, DeviceStatus.ACTIVE);
        }

        private static ServerRegistered server(int tdpWatts) {
            return new ServerRegistered(
                    SERVER, "web-1", 1, Origin.API, new ServerDetails("web-1", "web-1", 22, null, tdpWatts, List.of()));
        }

        private static DeviceCreated isServer() {
            return new DeviceCreated(
                    DEVICE,
                    new DeviceDetails(
                            "DEV-001", null, null, DeviceStatus.ACTIVE, null, SERVER, null, null, null, null, null));
        }

        private static Rejection exceeded(int most, long allocated, long watts) {
            return new Rejection.Unprocessable(
                    "POWER_BUDGET_EXCEEDED",
                    "The device would bring the PDU to " + (allocated + watts) + " of " + most + " watts",
                    Map.of("max_power_watts", most, "allocated_watts", allocated, "device_watts", watts),
                    "Take another PDU, or send force: true");
        }
    }

    @Nested
    class Unassign {

        @Test
        void freesTheSocket() {
            given(rack(), device(), assigned()).when(new UnassignDevice(FIRST)).then(UNASSIGNED);
        }

        @Test
        void refusesASocketThatIsFree() {
            given(rack())
                    .when(new UnassignDevice(FIRST))
                    .thenRefused(new Rejection.Conflict("SOCKET_FREE", "Socket has no device assigned"));
        }

        @Test
        void refusesASocketThatIsNot() {
            given().when(new UnassignDevice(FIRST)).thenRefused(notFound("Socket", FIRST));
        }
    }

    private static AssignDevice assign(UUID socket, UUID device) {
        return new AssignDevice(socket, device, false);
    }

    private static Rejection notFound(String resource, UUID id) {
        return new Rejection.NotFound(resource, id.toString());
    }
}
