package dev.fleetledger.query;

import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.projection.ProjectorSpec;
import dev.fleetledger.query.projection.server.ServerChange;
import dev.fleetledger.query.server.ServerProjection;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;

/** What goes to PostgreSQL from the server projection. */
public final class ServersProjector {
    private static final int SHAPE = 2;

    private ServersProjector() {}

    public static ProjectorSpec<ServerChange> spec() {
        return new ProjectorSpec<>(
                Projectors.SERVERS, SHAPE, Topics.SERVERS, ServerChange::read, List.of(new ServerProjection()));
    }
}
