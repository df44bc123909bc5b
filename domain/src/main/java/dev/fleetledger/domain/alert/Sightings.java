package dev.fleetledger.domain.alert;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.alert.Observation;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What was last decided on of each rule and target; of alerts that are over for as long as those are remembered.
 */
public record Sightings(PMap<AggregateRef, PMap<Watched, Sighting>> byTarget) {
    static final Sightings EMPTY = new Sightings(HashTreePMap.empty());

    /** What is watched of a target. */
    public record Watched(String rule, SortedMap<String, String> labels) {
        static Watched of(Alert alert) {
            return new Watched(alert.rule(), alert.labels());
        }
    }

    Optional<Sighting> find(Observation observation) {
        return Optional.ofNullable(of(observation.target()).get(new Watched(observation.rule(), observation.labels())));
    }

    /** With the observation by which an alert was triggered. */
    Sightings plus(Alert alert, Observation observation) {
        return with(alert, new Sighting(observation.ruleVersion(), observation.number(), alert.id(), true));
    }

    /**
     * With what an alert changed or ended by.
     *
     * @param number of the observation, or null if it was none: the latest counts on
     */
    Sightings moved(Alert alert, @Nullable Long number) {
        var last = of(alert.target()).getOrDefault(Watched.of(alert), Sighting.NONE);
        return with(
                alert,
                new Sighting(
                        last.ruleVersion(),
                        number == null ? last.number() : number,
                        alert.id(),
                        alert.resolved() == null));
    }

    /** Without what a target is that left the fleet. */
    Sightings without(AggregateRef target) {
        return new Sightings(byTarget.minus(target));
    }

    /** Without what was seen by a rule that is no more. */
    Sightings withoutRule(String rule) {
        var left = this;
        for (var target : byTarget.entrySet()) {
            var gone = target.getValue().keySet().stream()
                    .filter(watched -> watched.rule().equals(rule))
                    .toList();
            if (!gone.isEmpty()) {
                left = left.with(target.getKey(), target.getValue().minusAll(gone));
            }
        }
        return left;
    }

    /** Without what was seen of an alert that is forgotten, unless another one followed. */
    Sightings without(Alert alert) {
        var watched = Watched.of(alert);
        var last = of(alert.target()).get(watched);
        return last == null || last.isOpen() || !alert.id().equals(last.alert())
                ? this
                : with(alert.target(), of(alert.target()).minus(watched));
    }

    private PMap<Watched, Sighting> of(AggregateRef target) {
        return byTarget.getOrDefault(target, HashTreePMap.empty());
    }

    private Sightings with(Alert alert, Sighting last) {
        return with(alert.target(), of(alert.target()).plus(Watched.of(alert), last));
    }

    private Sightings with(AggregateRef target, PMap<Watched, Sighting> watched) {
        return new Sightings(watched.isEmpty() ? byTarget.minus(target) : byTarget.plus(target, watched));
    }
}
