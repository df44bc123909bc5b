package dev.fleetledger.query.projection.alert;

import dev.fleetledger.query.projection.alert.Standing.Step;
import dev.fleetledger.query.projection.alert.Standing.Transition;
import dev.fleetledger.query.projection.alert.Waiting.Sample;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.threshold.ThresholdSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** One series of one server under one threshold, live. Its methods answer what there is to tell, in order. */
final class Target {
    /** After which a series that is clear is forgotten. */
    private static final long QUIET = Duration.ofHours(1).toMillis();
    /** After which any other is: it may come once a week, and have to cross for as long. */
    private static final long LONG_QUIET = Duration.ofDays(8).toMillis();

    private final ThresholdSnapshot rule;
    private final UUID server;
    private final SortedMap<String, String> labels;
    private final Waiting waiting;
    private Standing standing;
    /** When the latest value that counted came, by the clock; what is none, such as NaN, is not heard. */
    private long heardAt;

    private boolean changed;

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

    /** Whether it is otherwise than it was kept. */
    boolean isChanged() {
        return changed;
    }

    /** As it is to be kept; unchanged from here on. */
    StoredTarget keep() {
        changed = false;
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

    ThresholdSnapshot rule() {
        return rule;
    }

    UUID server() {
        return server;
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /**
     * Whether no value came for so long that it counts as silence: by the times of the samples, as in a backtest, one that
     * may still be on its way awaited; but not before it is as long since one came, or else what is sent late would be
     * taken for silence while it comes.
     */
    boolean isSilent(long now, long grace) {
        return waiting.isEmpty()
                && standing.isSilentAt(now - grace, rule.details())
                && !isHeard(now, Duration.ofSeconds(rule.details().noDataAfterSeconds()));
    }

    /** Whether it may be forgotten: no value came for long, and all is well if it comes back and begins anew. */
    boolean isDead(long now) {
        var isDue = rule.details().noData() == NoDataPolicy.FIRE && standing.lastTime() != Standing.NEVER;
        if (!waiting.isEmpty() || (isDue && !standing.raised()) || now - heardAt <= QUIET) {
            return false;
        }
        var matters = standing.raised() || standing.state() == AlertState.PENDING;
        return !matters || now - standing.lastTime() > LONG_QUIET;
    }

    /** Whether a value came lately. */
    boolean isHeard(long now, Duration lately) {
        return now - heardAt <= lately.toMillis();
    }

    /** Takes a sample, unless it comes too late to count. */
    void hear(Sample sample) {
        if (sample.time() > standing.lastTime()) {
            changed |= Double.isNaN(sample.value()) ? waiting.remove(sample.time()) : waiting.add(sample);
        }
    }

    List<Observation> evaluateDue(long now, long grace) {
        var seen = new ArrayList<Observation>();
        for (var sample : waiting.due(now, grace)) {
            changed = true;
            heardAt = Math.max(heardAt, sample.arrived());
            seen.addAll(take(standing.after(sample.time(), sample.value(), rule.details())));
        }
        return seen;
    }

    List<Observation> evaluateSilence() {
        return take(standing.silent(rule.details()));
    }

    /** After it is none of the threshold's targets any more. */
    List<Observation> release(long now) {
        return take(standing.released(now));
    }

    /** What was told last: to be told again, since a crash may have swallowed it. */
    List<Observation> told() {
        return standing.told() == null ? List.of() : List.of(observation(standing.told()));
    }

    private List<Observation> take(Step step) {
        changed |= !step.standing().equals(standing);
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
