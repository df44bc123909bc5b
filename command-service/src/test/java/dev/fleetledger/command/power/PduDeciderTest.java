package dev.fleetledger.command.power;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.power.PduFixtures.DEVICE;
import static dev.fleetledger.command.power.PduFixtures.OTHER;
import static dev.fleetledger.command.power.PduFixtures.RACK;
import static dev.fleetledger.command.power.PduFixtures.assigned;
import static dev.fleetledger.command.power.PduFixtures.change;
import static dev.fleetledger.command.power.PduFixtures.created;
import static dev.fleetledger.command.power.PduFixtures.details;
import static dev.fleetledger.command.power.PduFixtures.device;
import static dev.fleetledger.command.power.PduFixtures.rack;
import static dev.fleetledger.command.power.PduFixtures.socket;
import static dev.fleetledger.command.power.PduFixtures.updated;

import dev.fleetledger.command.power.PduCommand.CreatePdu;
import dev.fleetledger.command.power.PduCommand.DeletePdu;
import dev.fleetledger.command.power.PduCommand.ImportPdu;
import dev.fleetledger.command.power.PduCommand.UpdatePdu;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.PduEvent.PduDeleted;
import dev.fleetledger.schemas.event.PduEvent.SocketUnassigned;
import dev.fleetledger.schemas.event.PduStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PduDeciderTest {
    private static final String ELSEWHERE = "{'organization_id': '550e8400-e29b-41d4-a716-446655440030'}";
    private static final Map<String, Object> ASSIGNMENTS = Map.of(
            "active_sockets",
            1,
            "assigned_devices",
            List.of(Map.of("socket_id", socket(RACK, 1), "device_serial", "DEV-001")));

    @Nested
    class Create {

        @ParameterizedTest
        @ValueSource(ints = {1, 48})
        void makesThePduWithItsSockets(int sockets) {
            given().when(create(sockets, "{}")).then(created(OTHER, sockets, details("PDU-001", "{}")));
        }

        @Test
        void refusesACodeThatItsOrganizationHas() {
            given(rack()).when(create(1, "{}")).thenRefused(taken());
            given(rack(ELSEWHERE)).when(create(1, ELSEWHERE)).thenRefused(taken());
        }

        @Test
        void takesACodeThatAnotherOrganizationHas() {
            given(rack()).when(create(1, ELSEWHERE)).then(created(OTHER, 1, details("PDU-001", ELSEWHERE)));
        }

        @Test
        void aDeletedPdusCodeIsFreeAgain() {
            given(rack(), new PduDeleted(RACK)).when(create(1, "{}")).then(created(OTHER, 1, details("PDU-001", "{}")));
        }

        @Test
        void aCodeGivenUpIsFreeAgain() {
            given(rack(), updated("{'code': 'PDU-002'}"))
                    .when(create(1, "{}"))
                    .then(created(OTHER, 1, details("PDU-001", "{}")));
        }
    }

    @Nested
    class Update {

        @Test
        void changesOnlyWhatWasSent() {
            given(rack("{'location': 'Room A', 'floor': '1'}"))
                    .when(update("{'location': 'Room B', 'status': 'maintenance'}"))
                    .then(updated("{'location': 'Room B', 'floor': '1', 'status': 'maintenance'}"));
        }

        @Test
        void nullClearsWhatIsOptional() {
            var full = "{'location': 'A', 'max_power_watts': 1, 'voltage_rating': 110, 'is_mobile': true,"
                    + " 'status': 'inactive', 'specifications': {'a': 1}}";
            given(rack(full))
                    .when(update(full.replaceAll(": [^,{}]+", ": null")))
                    .then(updated("{'specifications': {'a': null}}"));
        }

        @Test
        void nullDoesNotClearTheRest() {
            given(rack())
                    .when(update("{'name': null, 'code': null, 'type': null}"))
                    .thenInvalid("name", "code", "type");
        }

        @ParameterizedTest
        @ValueSource(strings = {"3", "null"})
        void theSocketsCannotChange(String sockets) {
            given(rack())
                    .when(update("{'total_sockets': " + sockets + "}"))
                    .thenRefused(new Rejection.Unprocessable(
                            "BUSINESS_RULE_VIOLATION",
                            "total_sockets cannot be changed once the PDU is created",
                            Map.of("total_sockets", 2),
                            "Create another PDU, and move its devices there"));
        }

        @Test
        void refusesACodeThatItsOrganizationHas() {
            var other = created(OTHER, 1, details("PDU-002", "{}"));
            given(rack(), other).when(update("{'code': 'PDU-002'}")).thenRefused(taken("PDU-002"));
            given(rack(ELSEWHERE), created(OTHER, 1, details("PDU-001", "{}")))
                    .when(update("{'organization_id': null}"))
                    .thenRefused(taken());
        }

        @Test
        void theVoltageChangesFreelyWhileNothingIsAssigned() {
            given(rack(), device(), assigned(), new SocketUnassigned(RACK, socket(RACK, 1), DEVICE))
                    .when(update("{'voltage_rating': 110}"))
                    .then(updated("{'voltage_rating': 110}"));
        }

        @Test
        void theVoltageUnderDevicesNeedsConfirmation() {
            var past = given(rack(), device(), assigned());
            past.when(update("{'voltage_rating': 110}"))
                    .thenRefused(new Rejection.Conflict(
                            "CONFIRMATION_REQUIRED",
                            "The voltage rating changes while devices draw power",
                            ASSIGNMENTS,
                            "Check that the devices stand 110 V, and send confirm: true"));
            past.when(update("{'voltage_rating': 110, 'confirm': true}")).then(updated("{'voltage_rating': 110}"));
        }

        @Test
        void refusesAPduThatIsNot() {
            given(rack(), new PduDeleted(RACK))
                    .when(update("{'name': 'Other'}"))
                    .thenRefused(notFound());
        }

        @Test
        void toWhatIsAlreadyChangesNothing() {
            given(rack())
                    .when(update("{'name': 'Rack', 'total_sockets': 2, 'voltage_rating': 220}"))
                    .thenNothing();
            given(rack()).when(update("{}")).thenNothing();
        }
    }

    @Nested
    class Import {

        @Test
        void createsWhatIsNot() {
            given().when(row("{'location': 'A'}")).then(created(OTHER, 2, details("PDU-001", "{'location': 'A'}")));
        }

        @Test
        void changesWhatIs() {
            given(rack("{'floor': '1'}"))
                    .when(row("{'location': 'A'}"))
                    .then(updated("{'floor': '1', 'location': 'A'}"));
        }

        @Test
        void againChangesNothing() {
            given(rack("{'floor': '1'}")).when(row("{'floor': '1'}")).thenNothing();
        }

        @Test
        void doesNotConfirmAnything() {
            given(rack(), device(), assigned())
                    .when(row("{'voltage_rating': 110}"))
                    .thenRefused(new Rejection.Conflict(
                            "CONFIRMATION_REQUIRED",
                            "The voltage rating changes while devices draw power",
                            ASSIGNMENTS,
                            "Check that the devices stand 110 V, and send confirm: true"));
        }
    }

    @Nested
    class Delete {

        @Test
        void removesAnInactivePdu() {
            given(rack("{'status': 'inactive'}")).when(new DeletePdu(RACK)).then(new PduDeleted(RACK));
        }

        @Test
        void refusesWhileDevicesAreAssigned() {
            given(rack("{'status': 'inactive'}"), device(), assigned())
                    .when(new DeletePdu(RACK))
                    .thenRefused(new Rejection.Conflict(
                            "BUSINESS_RULE_VIOLATION",
                            "Cannot delete PDU with active assignments",
                            ASSIGNMENTS,
                            "Unassign all devices before deletion"));
        }

        @Test
        void refusesUnlessInactive() {
            given(rack())
                    .when(new DeletePdu(RACK))
                    .thenRefused(new Rejection.Conflict(
                            "BUSINESS_RULE_VIOLATION",
                            "Cannot delete PDU that is not inactive",
                            Map.of("status", PduStatus.ACTIVE),
                            "Set its status to inactive before deletion"));
        }

        @Test
        void refusesAPduThatIsNot() {
            given().when(new DeletePdu(RACK)).thenRefused(notFound());
        }
    }

    private static CreatePdu create(int sockets, String changes) {
        return new CreatePdu(OTHER, pdu(sockets, changes));
    }

    private static NewPdu pdu(int sockets, String changes) {
        return new NewPdu(PduFixtures.pdu("PDU-001", changes), sockets);
    }

    private static UpdatePdu update(String changes) {
        return new UpdatePdu(RACK, change(changes, PduChanges.class));
    }

    private static ImportPdu row(String changes) {
        return new ImportPdu(OTHER, change(changes, NewPdu.class).as(said -> pdu(2, changes)));
    }

    private static Rejection taken() {
        return taken("PDU-001");
    }

    private static Rejection taken(String code) {
        return new Rejection.Conflict("PDU_EXISTS", "PDU code '" + code + "' already exists in this organization");
    }

    private static Rejection notFound() {
        return new Rejection.NotFound("PDU", RACK.toString());
    }
}
