package dev.fleetledger.query.projection.alert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.threshold.ThresholdSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The enabled thresholds, by what they watch. */
final class Rules {
    private static final AvroCodec<ThresholdSnapshot> THRESHOLDS = AvroCodec.of(ThresholdSnapshot.class);
    private static final AvroCodec<SampleBatch> BATCHES = AvroCodec.of(SampleBatch.class);
    /** To look for more takes as long as to decode. */
    private static final int MOST_NAMES = 16;

    private final Map<String, List<ThresholdSnapshot>> byMetric = new HashMap<>();
    /** The metrics' names as their bytes in a record, each as a character: there is no faster search than of text. */
    private final List<String> needles = new ArrayList<>();

    private final Map<UUID, ThresholdSnapshot> byId = new HashMap<>();

    static Rules of(ReadOnlyKeyValueStore<String, byte[]> thresholds) {
        var rules = new Rules();
        try (var all = thresholds.all()) {
            all.forEachRemaining(entry -> rules.add(THRESHOLDS.decode(entry.value)));
        }
        rules.byMetric.keySet().forEach(metric -> rules.needles.add(new String(metric.getBytes(UTF_8), ISO_8859_1)));
        return rules;
    }

    private void add(ThresholdSnapshot threshold) {
        if (threshold.details().enabled()) {
            byMetric.computeIfAbsent(threshold.details().metric(), metric -> new ArrayList<>())
                    .add(threshold);
            byId.put(threshold.id(), threshold);
        }
    }

    /** Whether telemetry may be of a metric that is watched; to decode it all is not affordable. */
    boolean mayConcern(byte[] telemetry) {
        if (byId.isEmpty() || isHeartbeat(telemetry) || byMetric.size() > MOST_NAMES) {
            return !byId.isEmpty();
        }
        var text = new String(telemetry, ISO_8859_1);
        return needles.stream().anyMatch(text::contains);
    }

    /** It names no metrics. */
    private static boolean isHeartbeat(byte[] telemetry) {
        return !BATCHES.reads(telemetry);
    }

    /** Those on a metric. */
    List<ThresholdSnapshot> on(String metric) {
        return byMetric.getOrDefault(metric, List.of());
    }

    /** The one of that id and version, if it is still so. */
    @Nullable
    ThresholdSnapshot find(UUID id, long version) {
        var found = byId.get(id);
        return found != null && found.version() == version ? found : null;
    }
}
