package dev.fleetledger.query.projection.alert;

import dev.fleetledger.query.projection.alert.Waiting.Sample;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.alert.ThresholdSnapshot;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import dev.fleetledger.schemas.telemetry.Telemetry;
import dev.fleetledger.schemas.telemetry.VitalSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
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
    /** As intake has it; a clock further ahead would make everything after it too late. */
    private static final long MOST_AHEAD = Duration.ofMinutes(5).toMillis();

    private final LongSupplier revision;
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

    /** @param revision counts up with the thresholds */
    @SuppressWarnings("NullAway.Init") // init comes before anything else
    AlertProcessor(LongSupplier revision, Duration grace) {
        this.revision = revision;
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
                case Heartbeat heartbeat -> {
                    // A clock that runs ahead must not outdo the heartbeats after it was set right.
                    var latest = heartbeat.receivedAt().toEpochMilli();
                    VitalSeries.of(heartbeat).forEach(series -> hear(server, series, record.timestamp(), latest));
                }
                case SampleBatch batch ->
                    batch.samples().forEach(series -> hear(server, series, record.timestamp(), Long.MAX_VALUE));
            }
        } catch (UnknownSchemaException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            // The server topology puts it with the dead letters.
            LOG.debug("telemetry cannot be read", e);
        }
    }

    private void hear(UUID server, SeriesSamples series, long written, long latest) {
        for (var rule : rules.on(series.name())) {
            if (rule.details().serverId() != null && !rule.details().serverId().equals(server)) {
                continue;
            }
            if (!series.labels().entrySet().containsAll(rule.details().labels().entrySet())) {
                continue;
            }
            var key = Target.key(rule.id(), server, series.labels());
            if (rule.details().tag() != null
                    && !tags(server).contains(rule.details().tag())) {
                release(targets.get(key));
                continue;
            }
            var target = targets.computeIfAbsent(key, created -> Target.create(rule, server, series.labels(), now()));
            hear(target, series, written, latest);
            tell(target.evaluateDue(now(), grace));
            store.put(key, target.stored());
        }
    }

    private void hear(Target target, SeriesSamples series, long written, long latest) {
        for (var i = 0; i < series.times().length; i++) {
            var time = Math.min(series.times()[i], latest);
            if (time > written + MOST_AHEAD || target.isLate(time)) {
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
        for (var target : List.copyOf(targets.values())) {
            if (target.isSilent(now)) {
                if (servers.get(target.server().toString()) == null) {
                    forget(target);
                } else {
                    keep(target, target.evaluateSilence());
                }
            } else if (target.isWaiting()) {
                keep(target, target.evaluateDue(now, grace));
            }
        }
    }

    private void keep(Target target, List<Observation> seen) {
        tell(seen);
        store.put(target.key(), target.stored());
    }

    private void release(@Nullable Target target) {
        if (target != null) {
            tell(target.release(now()));
            forget(target);
        }
    }

    private void forget(Target target) {
        targets.remove(target.key());
        store.delete(target.key());
    }

    private void refreshRules() {
        var current = revision.getAsLong();
        if (current != rulesRevision) {
            rulesRevision = current;
            rules = Rules.of(thresholds);
            // The ledger settled what was open by a threshold that is no more so.
            List.copyOf(targets.values()).stream()
                    .filter(target -> rule(target.stored()) == null)
                    .forEach(this::forget);
        }
    }

    private void restore() {
        var gone = new ArrayList<String>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                var rule = rule(entry.value);
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
    }

    private @Nullable ThresholdSnapshot rule(StoredTarget target) {
        return rules.find(target.thresholdId(), target.version());
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
