package dev.fleetledger.query.projection.node;

import dev.fleetledger.query.projection.Output;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.NodeEvent;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.NodeKeyIssued;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import dev.fleetledger.schemas.node.NodeSnapshot;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.QuotaLevel;
import dev.fleetledger.schemas.node.Usage;
import dev.fleetledger.schemas.telemetry.NodeStats;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of the fleets of one partition. Processing is at least once: whatever is repeated after a crash comes to the
 * same, since everything is set and nothing is counted up.
 */
final class NodeProcessor extends ContextualProcessor<byte[], byte[], Output, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(NodeProcessor.class);
    private static final AvroCodec<NodeStats> STATS = AvroCodec.of(NodeStats.class);
    private static final AvroCodec<NodeSnapshot> SNAPSHOTS = AvroCodec.of(NodeSnapshot.class);
    private static final AvroCodec<QuotaChange> CHANGES = AvroCodec.of(QuotaChange.class);
    private static final int MOST_EARLY = 1000;

    private final NodeTopics topics;
    /** Reports that overtook the request to join; what a restart loses, the next report brings. */
    private final Map<UUID, NodeStats> early = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, NodeStats> eldest) {
            return size() > MOST_EARLY;
        }
    };

    private KeyValueStore<String, NodeSnapshot> nodes;
    private KeyValueStore<String, QuotaChange> quotas;

    @SuppressWarnings("NullAway.Init") // init comes before anything else
    NodeProcessor(NodeTopics topics) {
        this.topics = topics;
    }

    @Override
    public void init(ProcessorContext<Output, byte[]> context) {
        super.init(context);
        nodes = context.getStateStore(NodeTopology.NODES);
        quotas = context.getStateStore(NodeTopology.QUOTAS);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var from = context().recordMetadata().orElseThrow();
        if (from.topic().equals(topics.stats())) {
            stats(record, from);
            return;
        }
        var recorded =
                LedgerRecords.read(new Position(from.partition(), from.offset()), record.headers(), record.value());
        if (recorded.event() instanceof NodeEvent event) {
            ledger(event, recorded.metadata());
        }
    }

    private void ledger(NodeEvent event, EventMetadata metadata) {
        var id = event.nodeId();
        var before = nodes.get(id.toString());
        switch (event) {
            case NodeJoinRequested requested -> {
                var node = before == null ? NodeSnapshots.requested(requested) : before;
                var overtook = early.remove(id);
                keep(overtook == null ? node : NodeSnapshots.after(overtook, node));
            }
            case NodeJoinExpired expired -> {
                nodes.delete(id.toString());
                forward(topics.nodes(), id.toString(), null);
            }
            case NodeApproved approved -> update(before, NodeSnapshots::approved);
            case NodeQuotaChanged changed ->
                update(before, node -> {
                    var sites = quotas(metadata);
                    sites.update(state(node, metadata, null, null, used(sites, node), changed.quotaGb()));
                    return counted(node, sites);
                });
            case SiteReported reported ->
                update(before, node -> {
                    var sites = quotas(metadata);
                    sites.update(state(
                            node,
                            metadata,
                            reported.siteNumber(),
                            reported.name(),
                            reported.usedBytes(),
                            reported.quotaGb()));
                    sites.update(state(node, metadata, null, null, used(sites, node), sites.quota(node.number())));
                    return counted(node, sites);
                });
            case NodeKeyIssued ignored -> {}
            case BackupReported ignored -> {}
        }
    }

    private void stats(Record<byte[], byte[]> record, RecordMetadata from) {
        NodeStats stats;
        try {
            stats = STATS.decode(record.value());
        } catch (UnknownSchemaException e) {
            throw e;
        } catch (RuntimeException e) {
            dead(record, from, e);
            return;
        }
        var node = nodes.get(stats.nodeId().toString());
        if (node == null) {
            early.put(stats.nodeId(), stats);
        } else {
            keep(NodeSnapshots.after(stats, node));
        }
    }

    private void update(@Nullable NodeSnapshot before, UnaryOperator<NodeSnapshot> change) {
        // What is repeated after a crash may be of a request that has expired since.
        if (before != null) {
            keep(change.apply(before));
        }
    }

    private void keep(NodeSnapshot node) {
        nodes.put(node.id().toString(), node);
        forward(topics.nodes(), node.id().toString(), SNAPSHOTS.encode(node));
    }

    private Quotas quotas(EventMetadata metadata) {
        return new Quotas(
                quotas,
                metadata.fleet().value(),
                change -> forward(topics.quotaChanges(), change.subject(), CHANGES.encode(change)));
    }

    private static NodeSnapshot counted(NodeSnapshot node, Quotas quotas) {
        return NodeSnapshots.counted(node, quotas.quota(node.number()), quotas.sites(node.number()));
    }

    private static long used(Quotas quotas, NodeSnapshot node) {
        return Usage.together(quotas.sites(node.number()).stream().mapToLong(Usage::usedBytes));
    }

    private static QuotaChange state(
            NodeSnapshot node,
            EventMetadata metadata,
            @Nullable Long site,
            @Nullable String siteName,
            long usedBytes,
            @Nullable Double quotaGb) {
        return new QuotaChange(
                metadata.sequence(),
                metadata.time(),
                node.number(),
                node.id(),
                node.details().hostname(),
                site,
                siteName,
                usedBytes,
                quotaGb,
                QuotaLevel.OK,
                QuotaLevel.OK);
    }

    private void forward(String topic, String key, byte @Nullable [] value) {
        var to = new Output(topic, context().taskId().partition(), key);
        context().forward(new Record<>(to, value, context().currentSystemTimeMs(), new RecordHeaders()));
    }

    private void dead(Record<byte[], byte[]> record, RecordMetadata from, RuntimeException failure) {
        var key = from.topic() + ":" + from.partition() + ":" + from.offset();
        LOG.warn("stats {} cannot be read: {}", key, failure.getMessage());
        context().forward(Output.deadLetter(topics.deadLetters(), key, record, failure));
    }
}
