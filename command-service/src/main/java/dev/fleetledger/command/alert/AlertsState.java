package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.Alert.Acknowledged;
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
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdCreated;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdUpdated;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * The thresholds and alerts of a fleet.
 *
 * @param open the alerts that go on
 * @param seen what was last decided on, by target
 * @param resolved the alerts that are over
 */
public record AlertsState(
        PMap<UUID, Threshold> thresholds,
        PMap<UUID, Alert> open,
        PMap<AggregateRef, PMap<Rule, Seen>> seen,
        Past resolved) {

    public static final AlertsState EMPTY =
            new AlertsState(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), Past.EMPTY);

    /**
     * The alerts that ended last.
     *
     * @param order the latest last
     */
    record Past(PMap<UUID, Alert> byId, PSet<UUID> order) {
        /** How many are remembered, to tell them from those that never were: 20 MB or so. */
        static final int MOST = 20_000;

        static final Past EMPTY = new Past(HashTreePMap.empty(), OrderedPSet.empty());

        Past plus(Alert alert) {
            var all = new Past(byId.plus(alert.id(), alert), order.plus(alert.id()));
            return all.order.size() <= MOST
                    ? all
                    : all.minus(all.order.iterator().next());
        }

        private Past minus(UUID id) {
            return new Past(byId.minus(id), order.minus(id));
        }
    }

    /** What is watched of a target. */
    record Rule(String name, SortedMap<String, String> labels) {
        static Rule of(Observation observation) {
            return new Rule(observation.rule(), observation.labels());
        }
    }

    /**
     * The latest observation of a rule and target that something was decided on.
     *
     * @param open the alert that goes on, or null
     */
    record Seen(long ruleVersion, long number, @Nullable UUID open) {

        /** Whether the observation came after it. */
        boolean isBefore(Observation observation) {
            return ruleVersion < observation.ruleVersion()
                    || (ruleVersion == observation.ruleVersion() && number < observation.number());
        }
    }

    public Optional<Threshold> threshold(UUID id) {
        return Optional.ofNullable(thresholds.get(id));
    }

    /** The alert of that id, open or not. */
    public Optional<Alert> alert(UUID id) {
        return Optional.ofNullable(open.get(id))
                .or(() -> Optional.ofNullable(resolved.byId().get(id)));
    }

    /** What was last decided on for the observation's rule and target. */
    Optional<Seen> seen(Observation observation) {
        return Optional.ofNullable(seen.get(observation.target())).map(rules -> rules.get(Rule.of(observation)));
    }

    /** The open alerts of a rule, in a fixed order. */
    List<Alert> ofRule(String rule) {
        return open.values().stream()
                .filter(alert -> alert.observation().rule().equals(rule))
                .sorted(Comparator.comparing(Alert::id))
                .toList();
    }

    /** The open alerts about a target, in a fixed order. */
    List<Alert> ofTarget(AggregateRef target) {
        return seen.getOrDefault(target, HashTreePMap.empty()).values().stream()
                .map(Seen::open)
                .filter(Objects::nonNull)
                .sorted()
                .map(open::get)
                .toList();
    }

    /** The state after one more event. */
    public AlertsState evolve(ThresholdEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case ThresholdCreated created ->
                with(thresholds.plus(
                        created.thresholdId(), new Threshold(created.thresholdId(), created.details(), now, now)));
            case ThresholdUpdated updated -> {
                var old = Objects.requireNonNull(thresholds.get(updated.thresholdId()), "a threshold that never was");
                yield with(thresholds.plus(old.id(), new Threshold(old.id(), updated.details(), old.createdAt(), now)));
            }
            case ThresholdDeleted deleted ->
                with(thresholds.minus(deleted.thresholdId()))
                        .withoutRule(deleted.thresholdId().toString());
        };
    }

    /** The state after one more event. */
    public AlertsState evolve(AlertEvent event, EventMetadata metadata) {
        return switch (event) {
            case AlertTriggered triggered ->
                with(
                        open.plus(triggered.alertId(), Alert.of(triggered, metadata.time())),
                        triggered.observation(),
                        triggered.observation().number(),
                        triggered.alertId());
            case AlertChanged changed -> {
                var alert = known(changed.alertId());
                yield with(
                        open.plus(alert.id(), alert.with(changed)), alert.observation(), changed.number(), alert.id());
            }
            case AlertUnsilenced unsilenced -> {
                var alert = known(unsilenced.alertId()).unsilenced();
                yield new AlertsState(thresholds, open.plus(alert.id(), alert), seen, resolved);
            }
            case AlertAcknowledged acknowledged -> {
                var alert = known(acknowledged.alertId()).with(new Acknowledged(metadata.time(), metadata.actor()));
                yield new AlertsState(thresholds, open.plus(alert.id(), alert), seen, resolved);
            }
            case AlertResolved over -> {
                var alert = known(over.alertId());
                var left = open.minus(alert.id());
                var past = resolved.plus(alert.with(over, metadata.time(), metadata.actor()));
                yield switch (over.cause()) {
                    case RECOVERED, REQUESTED, THRESHOLD_CHANGED, THRESHOLD_DISABLED -> {
                        var number = over.number() == null
                                ? seen(alert.observation()).map(Seen::number).orElseThrow()
                                : over.number();
                        yield with(left, alert.observation(), number, null).with(past);
                    }
                    // What was seen of it was forgotten with it.
                    case THRESHOLD_DELETED, TARGET_DELETED -> new AlertsState(thresholds, left, seen, past);
                };
            }
        };
    }

    /** The state after what it is about left the fleet. */
    public AlertsState without(AggregateRef target) {
        return new AlertsState(thresholds, open, seen.minus(target), resolved);
    }

    private AlertsState with(PMap<UUID, Threshold> newThresholds) {
        return new AlertsState(newThresholds, open, seen, resolved);
    }

    private AlertsState with(PMap<UUID, Alert> alerts, Observation of, long number, @Nullable UUID alert) {
        var rules = seen.getOrDefault(of.target(), HashTreePMap.empty())
                .plus(Rule.of(of), new Seen(of.ruleVersion(), number, alert));
        return new AlertsState(thresholds, alerts, seen.plus(of.target(), rules), resolved);
    }

    private AlertsState withoutRule(String rule) {
        var left = seen;
        for (var target : seen.entrySet()) {
            var gone = target.getValue().keySet().stream()
                    .filter(watched -> watched.name().equals(rule))
                    .toList();
            if (!gone.isEmpty()) {
                var rules = target.getValue().minusAll(gone);
                left = rules.isEmpty() ? left.minus(target.getKey()) : left.plus(target.getKey(), rules);
            }
        }
        return new AlertsState(thresholds, open, left, resolved);
    }

    private AlertsState with(Past past) {
        return new AlertsState(thresholds, open, seen, past);
    }

    private Alert known(UUID id) {
        return Objects.requireNonNull(open.get(id), "an event of an alert that is not open");
    }
}
