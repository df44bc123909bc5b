package dev.fleetledger.query.projection.alert;

import dev.fleetledger.query.projection.alert.Standing.Step;
import dev.fleetledger.query.projection.alert.Standing.Transition;
import dev.fleetledger.query.projection.alert.Waiting.Sample;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.alert.ThresholdSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** One series of one server under one threshold, live. Its methods answer what there is to tell, in order. */
final class Target {
    private final ThresholdSnapshot rule;
    private final UUID server;
    private final SortedMap<String, String> labels;
    private final Waiting waiting;
    private Standing standing;
    private long heardAt;

    private Target(
            ThresholdSnapshot rule,
            UUID server,
            SortedMap<String, String> labels,
            Waiting waiting,
            Standing standing,
            long now) {
        this.rule = rule;
        this.server = server;
        this.labels = labels;
        this.waiting = waiting;
        this.standing = standing;
        this.heardAt = now;
    }

    static Target create(ThresholdSnapshot rule, UUID server, SortedMap<String, String> labels, long now) {
        return new Target(rule, server, labels, new Waiting(), Standing.INITIAL, now);
    }

    /** As it was stored. Silence counts from now on: while nobody listened there was none. */
    static Target of(StoredTarget stored, ThresholdSnapshot rule, long now) {
        return new Target(
                rule,
                stored.serverId(),
                stored.labels(),
                Waiting.of(stored.times(), stored.values(), now),
                stored.standing(),
                now);
    }

    StoredTarget stored() {
        return new StoredTarget(rule.id(), rule.version(), server, labels, standing, waiting.times(), waiting.values());
    }

    /** Its key in the store. */
    static String key(UUID rule, UUID server, Map<String, String> labels) {
        var series = labels.entrySet().stream()
                .map(label -> label.getKey() + "\0" + label.getValue())
                .collect(Collectors.joining("\0"));
        return rule + "/" + server + "/" + series;
    }

    String key() {
        return key(rule.id(), server, labels);
    }

    UUID server() {
        return server;
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    boolean isSilent(long now) {
        return now - heardAt > rule.details().noDataAfterSeconds() * 1000L;
    }

    /** Whether a sample of that time comes too late to count. */
    boolean isLate(long time) {
        return time <= standing.lastTime();
    }

    void hear(Sample sample) {
        heardAt = Math.max(heardAt, sample.arrived());
        waiting.add(sample);
    }

    List<Observation> evaluateDue(long now, long grace) {
        return evaluate(waiting.due(now, grace));
    }

    List<Observation> evaluateSilence() {
        var seen = new ArrayList<>(evaluate(waiting.all()));
        seen.addAll(take(standing.silent(rule.details())));
        return seen;
    }

    /** After it is none of the threshold's targets any more. */
    List<Observation> release(long now) {
        return take(standing.released(now));
    }

    /** What was told last: to be told again, since a crash may have swallowed it. */
    List<Observation> told() {
        return standing.told() == null ? List.of() : List.of(observation(standing.told()));
    }

    private List<Observation> evaluate(List<Sample> samples) {
        var seen = new ArrayList<Observation>();
        for (var sample : samples) {
            seen.addAll(take(standing.after(sample.time(), sample.value(), rule.details())));
        }
        return seen;
    }

    private List<Observation> take(Step step) {
        standing = step.standing();
        return step.told().stream().map(this::observation).toList();
    }

    private Observation observation(Transition transition) {
        return new Observation(
                rule.fleet(),
                rule.id().toString(),
                rule.version(),
                new AggregateRef(AggregateType.SERVER, server.toString()),
                labels,
                transition.number(),
                transition.state(),
                transition.raises(),
                Instant.ofEpochMilli(transition.at()),
                transition.value(),
                rule.details().condition());
    }
}
