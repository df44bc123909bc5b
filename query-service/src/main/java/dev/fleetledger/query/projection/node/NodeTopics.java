package dev.fleetledger.query.projection.node;

import dev.fleetledger.schemas.topic.Topics;

/** The topics that the node projection reads and writes. */
record NodeTopics(String events, String stats, String nodes, String siteUses, String quotaChanges, String deadLetters) {

    static final NodeTopics CATALOGUED = new NodeTopics(
            Topics.EVENTS.topicName(),
            Topics.NODE_STATS.topicName(),
            Topics.NODES.topicName(),
            Topics.SITE_USES.topicName(),
            Topics.QUOTA_CHANGES.topicName(),
            Topics.DEAD_LETTERS.topicName());
}
