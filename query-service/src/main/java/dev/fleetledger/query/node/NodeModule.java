package dev.fleetledger.query.node;

import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.live.EventStreams;
import dev.fleetledger.kit.node.NodesView;
import dev.fleetledger.query.history.AggregateReads;
import io.dropwizard.core.setup.Environment;
import java.time.InstantSource;
import org.glassfish.jersey.media.sse.SseFeature;
import org.jdbi.v3.core.Jdbi;

/** The parts of the query-service that show nodes. */
public final class NodeModule {
    private final FleetConfiguration configuration;
    private final Environment environment;
    private final Jdbi database;

    public NodeModule(FleetConfiguration configuration, Environment environment, Jdbi database) {
        this.configuration = configuration;
        this.environment = environment;
        this.database = database;
    }

    /** Registers the resources. */
    public void install(NodesView nodes, AggregateReads reads, InstantSource clock) {
        var staleAfter = configuration.query().nodeStaleAfter();
        var streams = new EventStreams(clock);
        environment.lifecycle().addEventListener(streams);
        var jersey = environment.jersey();
        jersey.register(SseFeature.class);
        jersey.register(new NodeResource(database, nodes, staleAfter, reads, clock));
        jersey.register(new NodeStreamResource(database, nodes, streams, staleAfter, clock));
    }
}
