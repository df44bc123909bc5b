package dev.fleetledger.query.projection.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.query.projection.Output;
import dev.fleetledger.query.projection.node.SiteUses.Novelty;
import dev.fleetledger.schemas.FleetId;
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
import dev.fleetledger.schemas.event.NodeEvent.SiteEvent;
import dev.fleetledger.schemas.node.NodeSnapshot;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.SiteSnapshot;
import dev.fleetledger.schemas.telemetry.NodeStats;
import dev.fleetledger.schemas.telemetry.NodeTelemetry;
import dev.fleetledger.schemas.telemetry.SiteUse;
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
    private static final AvroCodec<NodeSnapshot> SNAPSHOTS = AvroCodec.of(NodeSnapshot.class);
    private static final AvroCodec<QuotaChange> CHANGES = AvroCodec.of(QuotaChange.class);
    private static final AvroCodec<SiteSnapshot> USES = AvroCodec.of(SiteSnapshot.class);
    private static final int MOST_EARLY = 1000;
    /** After so many reports in which no site was, it is told how far they were read: who waits is not to think it lags. */
    private static final long MOST_UNMARKED = 1000;

    private static final byte[] NOTHING = {};

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
    private KeyValueStore<String, StoredQuota> quotas;
    private KeyValueStore<String, SiteSnapshot> siteUses;
    private long marked = -MOST_UNMARKED;

    @SuppressWarnings("NullAway.Init") // init comes before anything else
    NodeProcessor(NodeTopics topics) {
        this.topics = topics;
    }

    @Override
    public void init(ProcessorContext<Output, byte[]> context) {
        super.init(context);
        nodes = context.getStateStore(NodeTopology.NODES);
        quotas = context.getStateStore(NodeTopology.QUOTAS);
        siteUses = context.getStateStore(NodeTopology.SITE_USES);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var from = context().recordMetadata().orElseThrow();
        if (from.topic().equals(topics.stats())) {
            telemetry(record, from);
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
                update(before, node -> sites(metadata).quota(node, changed, metadata));
            case SiteEvent of -> update(before, node -> sites(metadata).decided(node, of, metadata));
            case NodeKeyIssued ignored -> {}
            case BackupReported ignored -> {}
        }
    }

    private void telemetry(Record<byte[], byte[]> record, RecordMetadata from) {
        NodeTelemetry report;
        try {
            report = NodeTelemetry.decode(record.value());
        } catch (UnknownSchemaException e) {
            throw e;
        } catch (RuntimeException e) {
            dead(record, from, e);
            return;
        }
        switch (report) {
            case NodeStats stats -> stats(stats);
            case SiteUse use -> use(use, fleet(record), from);
        }
        if (from.offset() - marked >= MOST_UNMARKED) {
            mark(from, "position/" + from.partition(), NOTHING);
        }
    }

    private void stats(NodeStats stats) {
        var node = nodes.get(stats.nodeId().toString());
        if (node == null) {
            early.put(stats.nodeId(), stats);
        } else {
            keep(NodeSnapshots.after(stats, node));
        }
    }

    private void use(SiteUse use, String fleet, RecordMetadata from) {
        var sites = sites(fleet);
        var novelty = sites.taken(use, from.offset());
        if (novelty != Novelty.LATE) {
            update(nodes.get(use.nodeId().toString()), node -> sites.measured(node, use, novelty));
        }
        // A late one too, as who sent it waits for it to be read.
        mark(from, SiteSnapshot.key(use.nodeId(), use.site()), USES.encode(sites.use(use)));
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

    private Sites sites(EventMetadata metadata) {
        return sites(metadata.fleet().value());
    }

    private Sites sites(String fleet) {
        var levels = new Quotas(
                quotas, fleet, change -> forward(topics.quotaChanges(), change.subject(), CHANGES.encode(change)));
        return new Sites(levels, new SiteUses(siteUses, fleet));
    }

    private static String fleet(Record<byte[], byte[]> report) {
        return report.key() == null ? FleetId.DEFAULT.value() : new String(report.key(), UTF_8);
    }

    /** Tells what a site holds, or nothing, and how far the reports were read. */
    private void mark(RecordMetadata from, String key, byte[] value) {
        marked = from.offset();
        var position = new Position(from.partition(), from.offset());
        var headers = new RecordHeaders().add("position", position.toString().getBytes(UTF_8));
        var to = new Output(topics.siteUses(), context().taskId().partition(), key);
        context().forward(new Record<>(to, value, context().currentSystemTimeMs(), headers));
    }

    private void forward(String topic, String key, byte @Nullable [] value) {
        var to = new Output(topic, context().taskId().partition(), key);
        context().forward(new Record<>(to, value, context().currentSystemTimeMs(), new RecordHeaders()));
    }

    private void dead(Record<byte[], byte[]> record, RecordMetadata from, RuntimeException failure) {
        var key = from.topic() + ":" + from.partition() + ":" + from.offset();
        LOG.warn("report {} cannot be read: {}", key, failure.getMessage());
        context().forward(Output.deadLetter(topics.deadLetters(), key, record, failure));
    }
}
