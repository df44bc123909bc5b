package dev.fleetledger.schemas.avro;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.AlertCondition;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.AlertEvent.AlertAcknowledged;
import dev.fleetledger.schemas.event.AlertEvent.AlertChanged;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.event.AlertEvent.AlertUnsilenced;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryClaimed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryFailed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryScheduled;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliverySucceeded;
import dev.fleetledger.schemas.event.SilenceDetails;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceCreated;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceEnded;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdCreated;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdUpdated;
import dev.fleetledger.schemas.event.WebhookDetails;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookCreated;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookDeleted;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookSecretChanged;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookUpdated;
import dev.fleetledger.schemas.threshold.ThresholdSnapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Thresholds, observations and alerts as records. */
final class AlertFixtures {
    private static final UUID ID = UUID.fromString("6e0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final Instant THEN = Instant.parse("2026-01-18T10:30:00.123Z");
    private static final ThresholdDetails FULL = new ThresholdDetails(
            "Root disk",
            SERVER,
            "production",
            new TreeMap<>(Map.of("path", "/")),
            "disk_used_percent",
            Comparison.GTE,
            90,
            80.5,
            300,
            NoDataPolicy.FIRE,
            600,
            Severity.CRITICAL,
            false);
    private static final ThresholdDetails LEAST = new ThresholdDetails(
            null,
            null,
            null,
            new TreeMap<>(),
            "cpu",
            Comparison.NEQ,
            -0.5,
            null,
            0,
            NoDataPolicy.KEEP,
            300,
            Severity.INFO,
            true);

    private AlertFixtures() {}

    static List<Record> all() {
        return Stream.of(thresholds(), observations(), alerts(), notices())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Record> thresholds() {
        return List.of(
                new ThresholdCreated(ID, FULL),
                new ThresholdCreated(ID, LEAST),
                new ThresholdUpdated(ID, FULL),
                new ThresholdUpdated(ID, LEAST),
                new ThresholdDeleted(ID),
                new ThresholdSnapshot(ID, FleetId.DEFAULT, 3, FULL),
                new ThresholdSnapshot(ID, FleetId.DEFAULT, 1, LEAST));
    }

    private static List<Record> observations() {
        return Arrays.stream(AlertState.values())
                .<Record>map(AlertFixtures::observation)
                .toList();
    }

    private static List<Record> alerts() {
        return Stream.concat(
                        Stream.<Record>of(
                                new AlertTriggered(ID, observation(AlertState.FIRING), "cpu is 95 > 80", null),
                                new AlertTriggered(ID, observation(AlertState.NO_DATA), "silent", SERVER),
                                new AlertChanged(ID, 7, AlertState.RECOVERING, THEN, 79.5),
                                new AlertChanged(ID, 8, AlertState.NO_DATA, THEN, null),
                                new AlertUnsilenced(ID),
                                new AlertAcknowledged(ID),
                                new AlertResolved(ID, AlertEnd.RECOVERED, 9L, 20.0)),
                        Arrays.stream(AlertEnd.values()).map(cause -> new AlertResolved(ID, cause, null, null)))
                .toList();
    }

    private static List<Record> notices() {
        var silence = new SilenceDetails("new disks", THEN, THEN, SERVER, "production", ID, "cpu", Severity.INFO);
        var hook = new WebhookDetails(
                "Ops",
                "https://ops.example/hook",
                new Concealed("AQIDBA=="),
                Arrays.asList(NoticeKind.values()),
                Severity.CRITICAL,
                true);
        return List.of(
                new SilenceCreated(ID, silence),
                new SilenceCreated(ID, new SilenceDetails("r", THEN, THEN, null, null, null, null, null)),
                new SilenceEnded(ID),
                new WebhookCreated(ID, hook, new Concealed("AQIDBA==")),
                new WebhookUpdated(ID, new WebhookDetails(null, "http://h", null, List.of(), Severity.INFO, false)),
                new WebhookSecretChanged(ID, new Concealed("AQIDBA==")),
                new WebhookDeleted(ID),
                new DeliveryScheduled(ID, SERVER, NoticeKind.ALERT_TRIGGERED, ID),
                new DeliveryScheduled(ID, SERVER, NoticeKind.TEST, null),
                new DeliveryClaimed(ID, 1),
                new DeliverySucceeded(ID, 2, 204, 17),
                new DeliveryFailed(ID, 1, 503, "answered 503", THEN),
                new DeliveryFailed(ID, 9, null, "no such host", null));
    }

    private static Observation observation(AlertState state) {
        return new Observation(
                FleetId.DEFAULT,
                ID.toString(),
                2,
                new AggregateRef(AggregateType.SERVER, SERVER.toString()),
                new TreeMap<>(Map.of("path", "/")),
                THEN.toEpochMilli(),
                state,
                state == AlertState.FIRING,
                THEN,
                state == AlertState.NO_DATA ? null : 95.0,
                new AlertCondition("cpu", Comparison.GT, 80, Severity.WARNING));
    }
}
