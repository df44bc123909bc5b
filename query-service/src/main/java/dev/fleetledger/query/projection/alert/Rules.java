package dev.fleetledger.query.projection.alert;

import dev.fleetledger.schemas.alert.ThresholdSnapshot;
import dev.fleetledger.schemas.avro.AvroCodec;
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

    private final Map<String, List<ThresholdSnapshot>> byMetric = new HashMap<>();
    private final Map<UUID, ThresholdSnapshot> byId = new HashMap<>();

    static Rules of(ReadOnlyKeyValueStore<String, byte[]> thresholds) {
        var rules = new Rules();
        try (var all = thresholds.all()) {
            all.forEachRemaining(entry -> rules.add(THRESHOLDS.decode(entry.value)));
        }
        return rules;
    }

    private void add(ThresholdSnapshot threshold) {
        if (threshold.details().enabled()) {
            byMetric.computeIfAbsent(threshold.details().metric(), metric -> new ArrayList<>())
                    .add(threshold);
            byId.put(threshold.id(), threshold);
        }
    }

    boolean isEmpty() {
        return byId.isEmpty();
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
