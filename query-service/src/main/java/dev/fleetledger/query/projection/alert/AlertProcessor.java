package dev.fleetledger.query.projection.alert;

import dev.fleetledger.query.projection.alert.Waiting.Sample;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import dev.fleetledger.schemas.telemetry.Telemetry;
import dev.fleetledger.schemas.telemetry.VitalSeries;
import dev.fleetledger.schemas.threshold.ThresholdSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the samples of the servers of one partition against the thresholds.
 *
 * <p>Processing is at least once. What comes again is no later than what was evaluated, and changes nothing; what was told
 * last goes out again at the start, since a crash may have swallowed it.
 */
final class AlertProcessor extends ContextualProcessor<String, byte[], FleetId, Observation> {
    private static final Logger LOG = LoggerFactory.getLogger(AlertProcessor.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    /** As intake has it; a clock further ahead would make everything after it too late. */
    private static final long MOST_AHEAD = Duration.ofMinutes(5).toMillis();

    private final LongSupplier revision;
    private final Room room;
    private final long grace;

    private final Map<String, Target> targets = new HashMap<>();
    private final Map<UUID, Set<String>> tags = new HashMap<>();
    private final List<Observation> again = new ArrayList<>();
    private final AvroCodec<ServerSnapshot> snapshots = AvroCodec.of(ServerSnapshot.class);
    private KeyValueStore<String, StoredTarget> store;
    private ReadOnlyKeyValueStore<String, byte[]> thresholds;
    private ReadOnlyKeyValueStore<String, byte[]> servers;
    private Rules rules;
    private long rulesRevision;

    /**
     * @param revision counts up with the thresholds
     * @param room that all processors of this instance share
     */
    @SuppressWarnings("NullAway.Init") // init comes before anything else
    AlertProcessor(LongSupplier revision, Room room, Duration grace) {
        this.revision = revision;
        this.room = room;
        this.grace = grace.toMillis();
    }

    @Override
    public void init(ProcessorContext<FleetId, Observation> context) {
        super.init(context);
        store = context.getStateStore(AlertTopology.TARGETS);
        thresholds = context.getStateStore(AlertTopology.THRESHOLDS);
        servers = context.getStateStore(AlertTopology.SERVERS);
        rulesRevision = revision.getAsLong();
        rules = Rules.of(thresholds);
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
        context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, this::sweep);
        restore();
    }

    @Override
    public void process(Record<String, byte[]> record) {
        refreshRules();
        if (record.value() == null || !rules.mayConcern(record.value())) {
            return;
        }
        try {
            var server = UUID.fromString(record.key());
            switch (Telemetry.decode(record.value())) {
                case Heartbeat heartbeat ->
                    VitalSeries.of(heartbeat).forEach(series -> hear(server, series, record.timestamp()));
                case SampleBatch batch -> batch.samples().forEach(series -> hear(server, series, record.timestamp()));
            }
        } catch (UnknownSchemaException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            // The server topology puts it with the dead letters.
            LOG.debug("telemetry cannot be read", e);
        }
    }

    private void hear(UUID server, SeriesSamples series, long written) {
        for (var rule : rules.on(series.name())) {
            if (!rule.details().matches(server, series.labels())) {
                continue;
            }
            var key = Target.key(rule.id(), server, series.labels());
            if (rule.details().tag() != null
                    && !tags(server).contains(rule.details().tag())) {
                release(targets.get(key));
                continue;
            }
            var target = target(key, rule, server, series);
            if (target != null) {
                hear(target, series, written);
                keep(target, target.evaluateDue(now(), grace));
            }
        }
    }

    /** The target of that key; a new one if it was not known, has a value and finds room. */
    private @Nullable Target target(String key, ThresholdSnapshot rule, UUID server, SeriesSamples series) {
        var known = targets.get(key);
        if (known != null || Arrays.stream(series.values()).allMatch(Double::isNaN) || !room.take()) {
            return known;
        }
        var target = Target.create(rule, server, series.labels(), now());
        targets.put(key, target);
        return target;
    }

    private void hear(Target target, SeriesSamples series, long written) {
        for (var i = 0; i < series.times().length; i++) {
            var time = series.times()[i];
            if (time > written + MOST_AHEAD) {
                LOG.debug("a sample of {} at {} does not count", series.name(), time);
            } else {
                target.hear(new Sample(time, series.values()[i], now()));
            }
        }
    }

    /** What does not depend on a sample: those that waited for long enough, and silence. */
    private void look(long now) {
        refreshRules();
        tags.clear();
        tell(again);
        again.clear();
        var isFull = room.isFull();
        forgetIf(target -> {
            if (target.isWaiting()) {
                keep(target, target.evaluateDue(now, grace));
            }
            if (!target.isSilent(now, grace)) {
                return false;
            }
            var silence = target.evaluateSilence();
            if (!silence.isEmpty() && isGone(target)) {
                return true;
            }
            keep(target, silence);
            return isFull;
        });
    }

    private void sweep(long now) {
        forgetIf(target -> target.isDead(now) || (!target.isHeard(now, SWEEP) && isGone(target)));
    }

    private boolean isGone(Target target) {
        return servers.get(target.server().toString()) == null;
    }

    /** Tells what was seen. What did not change is not written: silence lasts, and so would its records. */
    private void keep(Target target, List<Observation> seen) {
        tell(seen);
        if (target.isChanged()) {
            store.put(target.key(), target.keep());
        }
    }

    private void release(@Nullable Target target) {
        if (target != null) {
            tell(target.release(now()));
            targets.remove(target.key());
            forgotten(target);
        }
    }

    private void forgetIf(Predicate<Target> decides) {
        for (var each = targets.values().iterator(); each.hasNext(); ) {
            var target = each.next();
            if (decides.test(target)) {
                each.remove();
                forgotten(target);
            }
        }
    }

    private void forgotten(Target target) {
        store.delete(target.key());
        room.leave(1);
    }

    private void refreshRules() {
        var current = revision.getAsLong();
        if (current != rulesRevision) {
            rulesRevision = current;
            rules = Rules.of(thresholds);
            // The ledger settled what was open by a threshold that is no more so.
            forgetIf(target -> rules.find(target.rule().id(), target.rule().version()) == null);
        }
    }

    private void restore() {
        var gone = new ArrayList<String>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                var rule = rules.find(entry.value.thresholdId(), entry.value.version());
                if (rule == null) {
                    gone.add(entry.key);
                } else {
                    var target = Target.of(entry.value, rule, now());
                    targets.put(entry.key, target);
                    again.addAll(target.told());
                }
            });
        }
        gone.forEach(store::delete);
        room.enter(targets.size());
    }

    @Override
    public void close() {
        room.leave(targets.size());
        targets.clear();
        again.clear();
    }

    private Set<String> tags(UUID server) {
        return tags.computeIfAbsent(server, id -> {
            var value = servers.get(id.toString());
            return value == null
                    ? Set.of()
                    : Set.copyOf(snapshots.decode(value).details().tags());
        });
    }

    private void tell(List<Observation> observations) {
        for (var observation : observations) {
            context().forward(new Record<>(observation.fleet(), observation, now()));
        }
    }

    private long now() {
        return context().currentSystemTimeMs();
    }
}
