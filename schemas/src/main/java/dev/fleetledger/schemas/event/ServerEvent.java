package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.util.UUID;

/** Facts about servers. */
public sealed interface ServerEvent extends FleetEvent {

    /** The server's identity, made at registration and never used again. */
    UUID serverId();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.SERVER, serverId().toString());
    }

    /** How a server came to be known. */
    enum Origin {
        /** A client registered it. */
        API,
        /** Its agent's first heartbeat did. */
        HEARTBEAT
    }

    /**
     * A server became part of the fleet.
     *
     * @param slug its readable id, unique in the fleet regardless of case
     * @param number counted up per fleet from 1
     */
    @EventType("server.registered")
    record ServerRegistered(UUID serverId, String slug, long number, Origin origin, ServerDetails details)
            implements ServerEvent {}

    /**
     * What an operator says of a server changed.
     *
     * @param details everything as it is from now on, changed or not
     */
    @EventType("server.updated")
    record ServerUpdated(UUID serverId, ServerDetails details) implements ServerEvent {}

    /** A server left the fleet; its slug is free again, its uuid and number are not. */
    @EventType("server.deleted")
    record ServerDeleted(UUID serverId) implements ServerEvent {}
}
