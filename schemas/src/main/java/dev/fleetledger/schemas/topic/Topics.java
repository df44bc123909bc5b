package dev.fleetledger.schemas.topic;

import dev.fleetledger.schemas.FleetId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** The catalogue that drives the topics' creation, their check at start, and docs/topics.md. */
public final class Topics {
    /**
     * By how much a record may be dated after the broker's clock. Kafka's default is an hour; past that nothing could be
     * written to a ledger whose last event is of a time to come, nor to what follows from it.
     */
    public static final String LATEST = "message.timestamp.after.max.ms";

    private static final String ANY_TIME = Long.toString(Long.MAX_VALUE);
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact", LATEST, ANY_TIME);
    private static final Map<String, String> FOR_GOOD = deletedAfter("-1");

    /** The ledger. */
    public static final TopicSpec EVENTS =
            new TopicSpec("fleet.events", 4, "fleet", "The ledger: every event, kept for good.", FOR_GOOD);

    /** What agents and other senders measured. */
    public static final TopicSpec TELEMETRY = new TopicSpec(
            "fleet.telemetry",
            4,
            "server uuid",
            "Heartbeats and samples as they came in.",
            Map.of("cleanup.policy", "delete", "retention.ms", "604800000", "compression.type", "lz4"));

    /** Who may do what, for every service's memory. */
    public static final TopicSpec IDENTITY = new TopicSpec(
            "fleet.identity",
            1,
            "fleet/kind/id",
            "Users, keys, sessions and public signing keys, as every service authenticates by them.",
            COMPACTED);

    /** When API keys were last used. */
    public static final TopicSpec API_KEY_USES = new TopicSpec(
            "fleet.api-key-uses",
            1,
            "api key uuid",
            "When each API key was last used, give or take a minute, as RFC 3339 text.",
            COMPACTED);

    /** Servers with their health. */
    public static final TopicSpec SERVERS = new TopicSpec(
            "fleet.servers", 4, "server uuid", "Each server as the ledger and its telemetry have it.", COMPACTED);

    /** What nodes measured. */
    public static final TopicSpec NODE_STATS = new TopicSpec(
            "fleet.node-stats",
            4,
            "fleet",
            "What nodes report of themselves and of their sites' use, as it came in.",
            Map.of("cleanup.policy", "delete", "retention.ms", "604800000", "compression.type", "lz4"));

    /** Nodes with their quotas and latest reports. */
    public static final TopicSpec NODES = new TopicSpec(
            "fleet.nodes",
            4,
            "node uuid",
            "Each node as the ledger and its reports have it, with how much of its quota is used.",
            COMPACTED);

    /** What sites hold. */
    public static final TopicSpec SITE_USES = new TopicSpec(
            "fleet.site-uses",
            4,
            "node uuid/site number",
            "What each site holds by its node's latest report, with how far the reports were read.",
            COMPACTED);

    /** Nodes and sites that came near their quota, went beyond it, or came back. */
    public static final TopicSpec QUOTA_CHANGES = new TopicSpec(
            "fleet.quota-changes",
            4,
            "node/number or site/number",
            "Each change between ok, warning (from 80 %) and over of a node's or site's quota, for alerts.",
            deletedAfter("2592000000"));
    /** What is watched. */
    public static final TopicSpec THRESHOLDS =
            new TopicSpec("fleet.thresholds", 1, "threshold uuid", "Each threshold as the ledger has it.", COMPACTED);

    /** What topologies saw, for the ledger to decide on. */
    public static final TopicSpec OBSERVATIONS = new TopicSpec(
            "fleet.observations",
            4,
            "fleet",
            "That a target stands otherwise to a rule than before: what alerts are opened and resolved by.",
            deletedAfter("604800000"));

    /** What providers logged of jobs. */
    public static final TopicSpec JOB_LOGS = new TopicSpec(
            "fleet.job-logs",
            4,
            "fleet/job number",
            "What providers log of jobs beside their milestones, line by line; a line may stand in it more than once.",
            deletedAfter("7776000000"));

    /** How far the read models are. */
    public static final TopicSpec PROJECTED = new TopicSpec(
            "fleet.projected",
            1,
            "projector/partition",
            "The ledger position that each projector has reached.",
            COMPACTED);

    /** What each service answers. */
    public static final TopicSpec API_DOCUMENTS = new TopicSpec(
            "fleet.api-documents",
            1,
            "service",
            "The OpenAPI document of each service, so that every one can show them all.",
            COMPACTED);

    /** What became of commands that left no event. */
    public static final TopicSpec OUTCOMES = new TopicSpec(
            "fleet.outcomes",
            4,
            "fleet",
            "What became of commands that left no event, so that a client can learn it that lost the answer.",
            deletedAfter("86400000"));

    /** What could not be processed. */
    public static final TopicSpec DEAD_LETTERS = new TopicSpec(
            "fleet.dead-letters",
            1,
            "topic:partition:offset",
            "Telemetry that could not be read, with the reason.",
            deletedAfter("2592000000"));

    private Topics() {}

    private static Map<String, String> deletedAfter(String milliseconds) {
        return Map.of("cleanup.policy", "delete", "retention.ms", milliseconds, LATEST, ANY_TIME);
    }

    /** Every topic. */
    public static List<TopicSpec> all() {
        return List.of(
                EVENTS,
                TELEMETRY,
                IDENTITY,
                API_KEY_USES,
                SERVERS,
                NODE_STATS,
                NODES,
                SITE_USES,
                QUOTA_CHANGES,
                THRESHOLDS,
                OBSERVATIONS,
                JOB_LOGS,
                PROJECTED,
                API_DOCUMENTS,
                OUTCOMES,
                DEAD_LETTERS);
    }

    /** The ledger partition that holds a fleet. */
    public static int partitionOf(FleetId fleet) {
        var key = fleet.value().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % EVENTS.partitions();
    }
}
