package dev.fleetledger.schemas.topic;

import java.util.Map;

/**
 * A topic of the platform.
 *
 * @param topicName its name
 * @param partitions their number; checked at start and never changed under data
 * @param key what its records are keyed and partitioned by
 * @param meaning one line for docs/topics.md
 * @param settings topic-level configuration that its meaning depends on
 */
public record TopicSpec(String topicName, int partitions, String key, String meaning, Map<String, String> settings) {

    public TopicSpec {
        settings = Map.copyOf(settings);
    }
}
