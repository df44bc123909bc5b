package dev.fleetledger.query.node;

import dev.fleetledger.query.federate.Gauges;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;

/** What the nodes hold, and may. */
public final class NodeGauges implements Gauges.Source {
    private static final double GIGABYTE = 1L << 30;

    private final NodeDao nodes;

    public NodeGauges(Jdbi database) {
        this.nodes = new NodeDao(database);
    }

    @Override
    public void collect(Gauges gauges) {
        nodes.all(null).stream().filter(row -> row.node().active()).forEach(row -> collect(gauges, row));
    }

    private static void collect(Gauges gauges, NodeRow row) {
        var node = row.node();
        var labels = Labels.of(
                "node", Long.toString(node.number()), "hostname", node.details().hostname());
        var usage = Objects.requireNonNull(row.usage(), "what sites hold now is known");
        var quota = usage.quotaGb();
        gauges.add("fleet_node_storage_used_bytes", "What the node's sites hold.", usage.usedBytes(), labels);
        gauges.add(
                "fleet_node_storage_quota_bytes",
                "What the node's sites may hold together; absent if that is unlimited.",
                quota == null ? null : quota * GIGABYTE,
                labels);
        gauges.add(
                "fleet_node_sites", "How many sites the node has.", row.sites().count(), labels);
        gauges.add("fleet_node_over_quota", "1 if the node holds more than it may.", usage.isOver() ? 1 : 0, labels);
    }
}
