package dev.fleetledger.query.projection;

import dev.fleetledger.query.projection.server.ServerChange;
import dev.fleetledger.query.server.ServerProjection;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;

/** What goes to PostgreSQL from the server projection. */
public final class ServersProjector {
    public static final String NAME = "servers";

    private ServersProjector() {}

    public static ProjectorSpec<ServerChange> spec() {
        return new ProjectorSpec<>(NAME, Topics.SERVERS, ServerChange::read, List.of(new ServerProjection()));
    }
}
