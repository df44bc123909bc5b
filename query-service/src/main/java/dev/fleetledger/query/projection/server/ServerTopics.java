package dev.fleetledger.query.projection.server;

import dev.fleetledger.schemas.topic.Topics;

/** The topics that the server projection reads and writes. */
record ServerTopics(String events, String telemetry, String servers, String deadLetters) {
    static final ServerTopics CATALOGUED = new ServerTopics(
            Topics.EVENTS.topicName(),
            Topics.TELEMETRY.topicName(),
            Topics.SERVERS.topicName(),
            Topics.DEAD_LETTERS.topicName());
}
