package dev.fleetledger.command.alert;

import static dev.fleetledger.command.alert.AlertFixtures.ALERT;
import static dev.fleetledger.command.alert.AlertFixtures.CPU;
import static dev.fleetledger.command.alert.AlertFixtures.REGISTERED;
import static dev.fleetledger.command.alert.AlertFixtures.RULE;
import static dev.fleetledger.command.alert.AlertFixtures.SERVER;
import static dev.fleetledger.command.alert.AlertFixtures.TRIGGERED;
import static dev.fleetledger.command.alert.AlertFixtures.WATCHED;
import static dev.fleetledger.command.alert.AlertFixtures.cpu;
import static dev.fleetledger.command.alert.AlertFixtures.details;
import static dev.fleetledger.command.fleet.DeciderSpecification.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.command.alert.ThresholdCommand.CreateThreshold;
import dev.fleetledger.command.alert.ThresholdCommand.DeleteThreshold;
import dev.fleetledger.command.alert.ThresholdCommand.UpdateThreshold;
import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.server.ServerCommand.DeleteServer;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.binding.Binder;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdCreated;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdUpdated;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThresholdDeciderTest {
    private final DeciderSpecification raised = given(REGISTERED, WATCHED, TRIGGERED);

    @Test
    void creates() {
        given(REGISTERED).when(new CreateThreshold(RULE, cpu(null, null))).then(new ThresholdCreated(RULE, CPU));
        given(REGISTERED)
                .when(new CreateThreshold(RULE, cpu("WEB-1", null)))
                .then(new ThresholdCreated(RULE, details(SERVER, 80, null)));
    }

    @Test
    void refusesWhatMakesNoSense() {
        given(REGISTERED).when(new CreateThreshold(RULE, cpu("nobody", null))).thenInvalid("server_id");
        given(REGISTERED).when(new CreateThreshold(RULE, cpu(null, 81.0))).thenInvalid("clear_value");
    }

    @Test
    void refusesMoreThanAFleetMayHave() {
        var many = IntStream.range(0, ThresholdDecider.MOST_THRESHOLDS)
                .mapToObj(i -> new ThresholdCreated(new UUID(9, i), CPU))
                .toArray(FleetEvent[]::new);
        given(many)
                .when(new CreateThreshold(RULE, cpu(null, null)))
                .thenRefused(
                        new Rejection.Conflict("CONFLICT", "A fleet has at most 1000 thresholds; delete one first"));
    }

    @Test
    void changesWhatWasSentAndSettlesWhatIsOpen() {
        raised.when(update("{\"threshold_value\": 90, \"server_id\": \"web-1\"}"))
                .then(
                        new ThresholdUpdated(RULE, details(SERVER, 90, null)),
                        new AlertResolved(ALERT, AlertEnd.THRESHOLD_CHANGED, null, null));
        raised.when(update("{\"enabled\": false}"))
                .then(
                        new ThresholdUpdated(RULE, disabled()),
                        new AlertResolved(ALERT, AlertEnd.THRESHOLD_DISABLED, null, null));
    }

    @Test
    void changesNothingIfAllIsAsAsked() {
        raised.when(update("{\"threshold_value\": 80, \"clear_value\": null}")).thenNothing();
    }

    @Test
    void refusesAChangeThatMakesNoSense() {
        raised.when(update("{\"clear_value\": 81}")).thenInvalid("clear_value");
        raised.when(update("{\"metric_type\": null, \"server_id\": \"nobody\"}"))
                .thenInvalid("metric_type", "server_id");
        given().when(update("{}")).thenRefused(new Rejection.NotFound("Threshold", RULE.toString()));
    }

    @Test
    void deletesAndSettlesWhatIsOpen() {
        raised.when(new DeleteThreshold(RULE))
                .then(new ThresholdDeleted(RULE), new AlertResolved(ALERT, AlertEnd.THRESHOLD_DELETED, null, null));
        given().when(new DeleteThreshold(RULE)).thenRefused(new Rejection.NotFound("Threshold", RULE.toString()));
    }

    @Test
    void aDeletedServersAlertsEndAndSoDoThresholdsForItAlone() {
        raised.when(new DeleteServer("web-1"))
                .then(new ServerDeleted(SERVER), new AlertResolved(ALERT, AlertEnd.TARGET_DELETED, null, null));
        given(REGISTERED, new ThresholdCreated(RULE, details(SERVER, 80, null)), TRIGGERED)
                .when(new DeleteServer("web-1"))
                .then(
                        new ServerDeleted(SERVER),
                        new AlertResolved(ALERT, AlertEnd.TARGET_DELETED, null, null),
                        new ThresholdDeleted(RULE));
    }

    private static ThresholdDetails disabled() {
        return new ThresholdDetails(
                null,
                null,
                null,
                CPU.labels(),
                "cpu",
                CPU.comparison(),
                80,
                null,
                0,
                CPU.noData(),
                300,
                CPU.severity(),
                false);
    }

    private static UpdateThreshold update(String json) {
        try {
            var body = Json.mapper().readValue(json, NewThreshold.class);
            return new UpdateThreshold(RULE, Binder.change(body, Json.mapper().readValue(json, ObjectNode.class)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
