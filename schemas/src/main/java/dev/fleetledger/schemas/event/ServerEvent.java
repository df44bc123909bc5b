package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.machine.Hardware;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.machine.PowerState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /**
     * What a provider has to know of a server was told.
     *
     * @param machine everything as it is from now on
     */
    @EventType("server.enlisted")
    record ServerEnlisted(UUID serverId, MachineDetails machine) implements ServerEvent {}

    /**
     * A job took a server on, or let go of it.
     *
     * @param lifecycle from now on, be it the same
     * @param job that has it now; null if none has
     * @param power that it was led to; null if that is not known
     */
    @EventType("server.lifecycle-changed")
    record ServerLifecycleChanged(
            UUID serverId,
            Lifecycle lifecycle,
            @Nullable Long job,
            @Nullable PowerState power) implements ServerEvent {}

    /** A provider found out what hardware a server has. */
    @EventType("server.inspected")
    record ServerInspected(UUID serverId, Hardware hardware) implements ServerEvent {}

    /**
     * An operating system was installed on a server.
     *
     * @param job that did it
     * @param distroSeries null if it was the provider's usual one
     * @param template by its name then, null for none
     * @param templateNumber the same by its number
     * @param templateVersion such as {@code 1.2}
     */
    @EventType("server.deployed")
    record ServerDeployed(
            UUID serverId,
            long job,
            @Nullable String distroSeries,
            @Nullable String template,
            @Nullable Long templateNumber,
            @Nullable String templateVersion)
            implements ServerEvent {

        /** Of one that was deployed without a template that has a number. */
        public ServerDeployed(UUID serverId, long job, @Nullable String distroSeries, @Nullable String template) {
            this(serverId, job, distroSeries, template, null, null);
        }
    }

    /** A server left the fleet; its slug is free again, its uuid and number are not. */
    @EventType("server.deleted")
    record ServerDeleted(UUID serverId) implements ServerEvent {}
}
