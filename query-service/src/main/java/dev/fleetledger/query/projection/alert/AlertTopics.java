package dev.fleetledger.query.projection.alert;

import dev.fleetledger.schemas.topic.Topics;

/** The topics that the alert topology reads and writes. */
record AlertTopics(String telemetry, String thresholds, String servers, String observations) {
    static final AlertTopics CATALOGUED = new AlertTopics(
            Topics.TELEMETRY.topicName(),
            Topics.THRESHOLDS.topicName(),
            Topics.SERVERS.topicName(),
            Topics.OBSERVATIONS.topicName());
}
