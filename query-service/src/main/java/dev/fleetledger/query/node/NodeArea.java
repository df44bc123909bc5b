package dev.fleetledger.query.node;

import dev.fleetledger.kit.Area;
import dev.fleetledger.kit.http.health.Readiness;
import dev.fleetledger.query.area.QueryServices;
import io.dropwizard.lifecycle.AutoCloseableManager;

/** Nodes, as the query-service has them. */
public final class NodeArea {

    private NodeArea() {}

    public static Area of(QueryServices with) {
        var nodes = NodesMirror.start(with.configuration().kafka());
        var staleAfter = with.configuration().query().nodeStaleAfter();
        return Area.of(
                        new NodeResource(with.database(), nodes, staleAfter, with.reads(), with.clock()),
                        new NodeStreamResource(with.database(), nodes, with.streams(), staleAfter, with.clock()))
                .running(new AutoCloseableManager(nodes))
                .readyOnce("nodes", () -> nodes.ready() ? Readiness.READY : "reading the nodes");
    }
}
