package dev.fleetledger.command.power;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.power.PduFixtures.DEVICE;
import static dev.fleetledger.command.power.PduFixtures.DEVICE_2;
import static dev.fleetledger.command.power.PduFixtures.RACK;
import static dev.fleetledger.command.power.PduFixtures.assigned;
import static dev.fleetledger.command.power.PduFixtures.change;
import static dev.fleetledger.command.power.PduFixtures.json;
import static dev.fleetledger.command.power.PduFixtures.rack;
import static dev.fleetledger.command.power.PduFixtures.socket;

import dev.fleetledger.command.power.DeviceCommand.CreateDevice;
import dev.fleetledger.command.power.DeviceCommand.DeleteDevice;
import dev.fleetledger.command.power.DeviceCommand.ImportDevice;
import dev.fleetledger.command.power.DeviceCommand.UpdateDevice;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceDeleted;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceUpdated;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceDeciderTest {
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final String ELSEWHERE = "{'organization_id': '550e8400-e29b-41d4-a716-446655440030'}";

    @Nested
    class Create {

        @Test
        void addsTheDevice() {
            given().when(create("{'rated_watts': 350, 'purchase_date': '2024-01-15'}"))
                    .then(created("{'rated_watts': 350, 'purchase_date': '2024-01-15'}"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Web-1", "3d298266-633b-48b6-9662-07a1d9ee1c44", "1"})
        void findsItsServerByAnyName(String name) {
            given(server())
                    .when(create(DEVICE, "{'server_id': '" + name + "'}"))
                    .then(new DeviceCreated(DEVICE, details("{}").withServer(SERVER)));
        }

        @Test
        void refusesAServerThatIsNot() {
            given(server(), new ServerDeleted(SERVER))
                    .when(create(DEVICE, "{'server_id': 'web-1'}"))
                    .thenRefused(noServer("web-1"));
        }

        @Test
        void refusesASerialNumberThatItsOrganizationHas() {
            given(created("{}")).when(create(DEVICE_2, "{}")).thenRefused(taken());
        }

        @Test
        void takesASerialNumberThatAnotherOrganizationHas() {
            given(created("{}"))
                    .when(create(DEVICE_2, ELSEWHERE))
                    .then(new DeviceCreated(DEVICE_2, details(ELSEWHERE)));
        }
    }

    @Nested
    class Update {

        @Test
        void changesOnlyWhatWasSent() {
            given(created("{'name': 'Web', 'asset_tag': 'A'}"))
                    .when(update("{'status': 'maintenance', 'asset_tag': null}"))
                    .then(updated("{'status': 'maintenance', 'name': 'Web'}"));
        }

        @Test
        void setsAndClearsTheServer() {
            given(server(), created("{}"))
                    .when(update("{'server_id': 'web-1'}"))
                    .then(new DeviceUpdated(DEVICE, details("{}").withServer(SERVER)));
            given(server(), new DeviceCreated(DEVICE, details("{}").withServer(SERVER)))
                    .when(update("{'server_id': null}"))
                    .then(updated("{}"));
            given(created("{}")).when(update("{'server_id': 'web-1'}")).thenRefused(noServer("web-1"));
        }

        @Test
        void theSerialNumberCannotBeCleared() {
            given(created("{}")).when(update("{'serial_number': null}")).thenInvalid("serial_number");
        }

        @Test
        void refusesASerialNumberThatItsOrganizationHas() {
            given(created("{}"), new DeviceCreated(DEVICE_2, details("{'serial_number': 'DEV-002'}")))
                    .when(update(DEVICE_2, "{'serial_number': 'DEV-001'}"))
                    .thenRefused(taken());
        }

        @Test
        void decommissionsWhatHasNoSocket() {
            given(created("{}"))
                    .when(update("{'status': 'decommissioned'}"))
                    .then(updated("{'status': 'decommissioned'}"));
        }

        @Test
        void doesNotDecommissionWhatHasASocket() {
            given(rack(), created("{}"), assigned())
                    .when(update("{'status': 'decommissioned'}"))
                    .thenRefused(inSocket("Cannot decommission device that is assigned to a socket"));
        }

        @Test
        void refusesADeviceThatIsNot() {
            given().when(update("{'name': 'x'}")).thenRefused(new Rejection.NotFound("Device", DEVICE.toString()));
        }

        @Test
        void toWhatIsAlreadyChangesNothing() {
            given(created("{'name': 'Web'}"))
                    .when(update("{'name': 'Web', 'status': 'active'}"))
                    .thenNothing();
        }
    }

    @Nested
    class Import {

        @Test
        void createsWhatIsNot() {
            given().when(row("{'name': 'Web'}")).then(created("{'name': 'Web'}"));
        }

        @Test
        void changesWhatIs() {
            given(created("{'asset_tag': 'A'}"))
                    .when(row("{'name': 'Web'}"))
                    .then(updated("{'asset_tag': 'A', 'name': 'Web'}"));
        }

        @Test
        void againChangesNothing() {
            given(created("{'name': 'Web'}")).when(row("{'name': 'Web'}")).thenNothing();
        }

        @Test
        void refusesAServerThatIsNot() {
            given().when(row("{'server_id': 'web-1'}")).thenRefused(noServer("web-1"));
        }
    }

    @Nested
    class Delete {

        @Test
        void removesTheDevice() {
            given(created("{}")).when(new DeleteDevice(DEVICE)).then(new DeviceDeleted(DEVICE));
        }

        @Test
        void itsSerialNumberIsFreeAgain() {
            given(created("{}"), new DeviceDeleted(DEVICE))
                    .when(create(DEVICE_2, "{}"))
                    .then(new DeviceCreated(DEVICE_2, details("{}")));
        }

        @Test
        void refusesWhatHasASocket() {
            given(rack(), created("{}"), assigned())
                    .when(new DeleteDevice(DEVICE))
                    .thenRefused(inSocket("Cannot delete device that is assigned to a socket"));
        }

        @Test
        void refusesADeviceThatIsNot() {
            given().when(new DeleteDevice(DEVICE)).thenRefused(new Rejection.NotFound("Device", DEVICE.toString()));
        }
    }

    /** The least that a device is, changed by JSON as a client would send it. */
    private static DeviceDetails details(String changes) {
        return device(changes).details();
    }

    private static NewDevice device(String changes) {
        return change(changes, NewDevice.class).over(json("{'serial_number': 'DEV-001'}", NewDevice.class));
    }

    private static CreateDevice create(String changes) {
        return create(DEVICE, changes);
    }

    private static CreateDevice create(UUID id, String changes) {
        return new CreateDevice(id, device(changes));
    }

    private static UpdateDevice update(String changes) {
        return update(DEVICE, changes);
    }

    private static UpdateDevice update(UUID device, String changes) {
        return new UpdateDevice(device, change(changes, NewDevice.class));
    }

    private static ImportDevice row(String changes) {
        return new ImportDevice(DEVICE, change(changes, NewDevice.class).as(said -> device(changes)));
    }

    private static DeviceCreated created(String changes) {
        return new DeviceCreated(DEVICE, details(changes));
    }

    private static DeviceUpdated updated(String changes) {
        return new DeviceUpdated(DEVICE, details(changes));
    }

    private static ServerRegistered server() {
        return new ServerRegistered(
                SERVER, "web-1", 1, Origin.API, new ServerDetails("web-1", "web-1", 22, null, null, List.of()));
    }

    private static Rejection inSocket(String message) {
        return new Rejection.Conflict(
                "BUSINESS_RULE_VIOLATION",
                message,
                Map.of("pdu_id", RACK, "socket_id", socket(RACK, 1)),
                "Unassign it from its socket first");
    }

    private static Rejection noServer(String name) {
        return new Rejection.Unprocessable(
                "SERVER_NOT_FOUND",
                "Server '" + name + "' not found",
                Map.of("field", "server_id", "server_id", name),
                "Register the server first");
    }

    private static Rejection taken() {
        return new Rejection.Conflict(
                "DEVICE_EXISTS", "Device with serial number 'DEV-001' already exists in this organization");
    }
}
