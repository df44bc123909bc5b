package dev.fleetledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.query.history.Documents.Version;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.AlertCondition;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.AlertEvent.AlertAcknowledged;
import dev.fleetledger.schemas.event.AlertEvent.AlertChanged;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.event.AlertEvent.AlertUnsilenced;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.SilenceDetails;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceCreated;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceEnded;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdCreated;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdUpdated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept of alerts, thresholds and silences stays as it is: the audit shows its fields. */
class StoredAlertsTest {
    private static final UUID ALERT = UUID.fromString("7f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    private static final UUID RULE = UUID.fromString("6e0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final UUID SILENCE = UUID.fromString("8f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");

    private final EventChain chain = new EventChain();
    private Version last = Version.NONE;

    @Test
    void anAlert() {
        var observation = new Observation(
                FleetId.DEFAULT,
                RULE.toString(),
                3,
                new AggregateRef(AggregateType.SERVER, SERVER.toString()),
                new TreeMap<>(Map.of("pod", "a")),
                5,
                AlertState.NO_DATA,
                true,
                Instant.parse("2026-01-18T09:59:58.123Z"),
                null,
                new AlertCondition("memory_used", Comparison.GTE, 1e9, Severity.CRITICAL));
        after(new AlertTriggered(ALERT, observation, "web-1 has not been heard of", SILENCE), """
                {"server_id": "3d298266-633b-48b6-9662-07a1d9ee1c44",
                 "target": {"type": "server", "id": "3d298266-633b-48b6-9662-07a1d9ee1c44"},
                 "labels": {"pod": "a"}, "threshold_id": "6e0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21",
                 "rule": "6e0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21", "metric_type": "memory_used", "comparison": "gte",
                 "threshold_value": 1.0E9, "value": null, "status": "active", "state": "no_data",
                 "severity": "critical", "message": "web-1 has not been heard of",
                 "triggered_at": "2026-01-18T10:00:00Z", "observed_at": "2026-01-18T09:59:58.123Z",
                 "silenced_by": "8f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21"}""");
        after(new AlertUnsilenced(ALERT), """
                {"silenced_by": null}""");
        after(new AlertChanged(ALERT, 6, AlertState.FIRING, Instant.parse("2026-01-18T10:00:01Z"), 2.5e9), """
                {"state": "firing", "value": 2.5E9}""");
        after(new AlertAcknowledged(ALERT), """
                {"acknowledged_at": "2026-01-18T10:00:03Z", "acknowledged_by": "user:2"}""");
        var open = last;
        after(new AlertResolved(ALERT, AlertEnd.RECOVERED, 7L, 12.5), """
                {"state": "ok", "value": 12.5, "status": "resolved", "resolved_at": "2026-01-18T10:00:04Z",
                 "resolved_by": "user:1", "resolution": "recovered"}""");
        last = open;
        after(new AlertResolved(ALERT, AlertEnd.THRESHOLD_CHANGED, null, null), """
                {"status": "resolved", "resolved_at": "2026-01-18T10:00:05Z", "resolved_by": "user:2",
                 "resolution": "threshold_changed"}""");
    }

    @Test
    void anAlertByARuleOfThePlatformsOwn() {
        var observation = new Observation(
                FleetId.DEFAULT,
                "quota.over",
                1,
                new AggregateRef(AggregateType.NODE, "3"),
                new TreeMap<>(),
                5,
                AlertState.FIRING,
                true,
                Instant.parse("2026-01-18T09:59:58Z"),
                101.5,
                new AlertCondition("quota_percent", Comparison.GT, 100, Severity.CRITICAL));
        after(new AlertTriggered(ALERT, observation, "Node three is over its quota", null), """
                {"server_id": null, "target": {"type": "node", "id": "3"}, "labels": {}, "threshold_id": null,
                 "rule": "quota.over", "metric_type": "quota_percent", "comparison": "gt", "threshold_value": 100.0,
                 "value": 101.5, "status": "active", "state": "firing", "severity": "critical",
                 "message": "Node three is over its quota", "triggered_at": "2026-01-18T10:00:00Z",
                 "observed_at": "2026-01-18T09:59:58Z", "silenced_by": null}""");
    }

    @Test
    void aThreshold() {
        after(new ThresholdCreated(RULE, details("busy", SERVER, 80)), """
                {"name": "busy", "server_id": "3d298266-633b-48b6-9662-07a1d9ee1c44", "tag": "web",
                 "labels": {"pod": ""}, "metric_type": "cpu", "comparison": "gt", "threshold_value": 80.0,
                 "clear_value": 70.0, "for_seconds": 60, "no_data": "fire", "no_data_after_seconds": 300,
                 "severity": "warning", "enabled": true}""");
        after(new ThresholdUpdated(RULE, details(null, null, 90)), """
                {"name": null, "server_id": null, "threshold_value": 90.0}""");
        after(new ThresholdDeleted(RULE), null);
    }

    @Test
    void aSilence() {
        var details = new SilenceDetails(
                "new disks",
                Instant.parse("2026-01-18T10:00:00.001Z"),
                Instant.parse("2026-01-18T11:00:00Z"),
                SERVER,
                null,
                RULE,
                "cpu",
                Severity.INFO);
        after(new SilenceCreated(SILENCE, details), """
                {"reason": "new disks", "starts_at": "2026-01-18T10:00:00.001Z", "expires_at": "2026-01-18T11:00:00Z",
                 "server_id": "3d298266-633b-48b6-9662-07a1d9ee1c44", "tag": null,
                 "threshold_id": "6e0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21", "metric_type": "cpu", "severity": "info",
                 "owner": "user:1", "ended_at": null}""");
        after(new SilenceEnded(SILENCE), """
                {"ended_at": "2026-01-18T10:00:01Z"}""");
    }

    @Test
    void whatTheDatabaseWritesOtherwiseIsNoChange() {
        var database = TestTables.create();
        for (var event : new FleetEvent[] {
            new ThresholdCreated(RULE, details("busy", null, 1e9)),
            new ThresholdUpdated(RULE, details("idle", null, 1e9))
        }) {
            var recorded = chain.recorded(event);
            database.useTransaction(handle -> new HistoryProjection().apply(handle, List.of(recorded)));
        }
        var query = new AuditQuery(null, "threshold.updated", null, null, null, null, null, null);
        assertThat(new AuditDao(database)
                        .page(new AuditSelection(query, null, null))
                        .events())
                .singleElement()
                .satisfies(event -> assertThat(event.changes()).containsOnlyKeys("name"));
    }

    private static ThresholdDetails details(@Nullable String name, @Nullable UUID server, double value) {
        return new ThresholdDetails(
                name,
                server,
                "web",
                new TreeMap<>(Map.of("pod", "")),
                "cpu",
                Comparison.GT,
                value,
                70.0,
                60,
                NoDataPolicy.FIRE,
                300,
                Severity.WARNING,
                true);
    }

    /**
     * Adds an event.
     *
     * @param changes fields of the document that are another afterwards; null if there is none any more
     */
    private void after(FleetEvent event, @Nullable String changes) {
        var before = last.document();
        last = Documents.after(chain.recorded(event), last);
        if (changes == null) {
            assertThat(last.document()).isNull();
            return;
        }
        var expected = before == null ? Json.mapper().createObjectNode() : before.deepCopy();
        json(changes).properties().forEach(field -> expected.set(field.getKey(), field.getValue()));
        assertThat(last.document()).isEqualTo(expected);
        assertThat(last.names()).isEmpty();
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
