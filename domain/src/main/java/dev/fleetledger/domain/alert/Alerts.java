package dev.fleetledger.domain.alert;

import dev.fleetledger.domain.Table;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.event.AlertEvent;
import dev.fleetledger.schemas.event.AlertEvent.AlertAcknowledged;
import dev.fleetledger.schemas.event.AlertEvent.AlertChanged;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.event.AlertEvent.AlertUnsilenced;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ThresholdEvent;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The thresholds and alerts of a fleet.
 *
 * @param open the alerts that go on
 * @param sightings of the alerts, open or not
 * @param past the alerts that are over
 */
public record Alerts(Table<UUID, Threshold> thresholds, Table<UUID, Alert> open, Sightings sightings, PastAlerts past) {
    private static final Table.Key<Alert, String> RULE = new Table.Key<>(alert -> Stream.of(alert.rule()));
    private static final Table.Key<Alert, AggregateRef> TARGET = new Table.Key<>(alert -> Stream.of(alert.target()));

    public static final Alerts EMPTY =
            new Alerts(Table.by(List.of()), Table.by(List.of(RULE, TARGET)), Sightings.EMPTY, PastAlerts.EMPTY);

    public Optional<Threshold> threshold(UUID id) {
        return thresholds.find(id);
    }

    /** The alert of that id, open or not. */
    public Optional<Alert> alert(UUID id) {
        return open.find(id).or(() -> past.find(id));
    }

    /** What was last decided on for the observation's rule and target. */
    public Optional<Sighting> seen(Observation observation) {
        return sightings.find(observation);
    }

    /** The open alerts of a rule, in a fixed order. */
    public List<Alert> ofRule(String rule) {
        return open.all(RULE, rule);
    }

    /** The open alerts about a target, in a fixed order. */
    public List<Alert> ofTarget(AggregateRef target) {
        return open.all(TARGET, target);
    }

    /** The alerts after one more event. */
    public Alerts evolve(ThresholdEvent event, EventMetadata metadata) {
        var id = event.thresholdId();
        var changed = thresholds.evolve(id, before -> Threshold.evolve(before, event, metadata));
        var left = event instanceof ThresholdDeleted ? sightings.withoutRule(id.toString()) : sightings;
        return new Alerts(changed, open, left, past);
    }

    /** The alerts after one more event. */
    public Alerts evolve(AlertEvent event, EventMetadata metadata) {
        var alert = Alert.evolve(open.find(event.alertId()).orElse(null), event, metadata);
        return switch (event) {
            case AlertTriggered triggered -> with(alert, sightings.plus(alert, triggered.observation()));
            case AlertChanged changed -> with(alert, sightings.moved(alert, changed.number()));
            case AlertUnsilenced ignored -> with(alert, sightings);
            case AlertAcknowledged ignored -> with(alert, sightings);
            case AlertResolved over ->
                switch (over.cause()) {
                    case RECOVERED, REQUESTED, THRESHOLD_CHANGED, THRESHOLD_DISABLED ->
                        ended(alert, sightings.moved(alert, over.number()));
                    // What was seen of it was forgotten with it.
                    case THRESHOLD_DELETED, TARGET_DELETED -> ended(alert, sightings);
                };
        };
    }

    /** The alerts with one more threshold. */
    public Alerts plus(Threshold threshold) {
        return new Alerts(thresholds.plus(threshold.id(), threshold), open, sightings, past);
    }

    /** The alerts with one more, open or not. */
    public Alerts plus(Alert alert) {
        return alert.resolved() == null
                ? with(alert, sightings)
                : new Alerts(thresholds, open, sightings, past.plus(alert));
    }

    /** The alerts after what some were about left the fleet: what was seen of it is forgotten. */
    public Alerts without(AggregateRef target) {
        return new Alerts(thresholds, open, sightings.without(target), past);
    }

    private Alerts with(Alert alert, Sightings seen) {
        return new Alerts(thresholds, open.plus(alert.id(), alert), seen, past);
    }

    /** Without the alert that ended first, and what was seen of it, if there are too many. */
    private Alerts ended(Alert alert, Sightings seen) {
        var left = open.minus(alert.id());
        var longer = past.plus(alert);
        return longer.tooOld()
                .map(old -> new Alerts(thresholds, left, seen.without(old), longer.minus(old.id())))
                .orElseGet(() -> new Alerts(thresholds, left, seen, longer));
    }
}
