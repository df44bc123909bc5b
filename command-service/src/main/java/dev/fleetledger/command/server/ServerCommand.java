package dev.fleetledger.command.server;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.MachineDetails;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be asked of the servers of a fleet. */
public sealed interface ServerCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.SERVER_WRITE);
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return ServerDecider.decide(this, state);
    }

    /**
     * Adds a server.
     *
     * @param serverId its new uuid
     * @param slug as asked for; made from the hostname if absent or null
     * @param ifTaken what becomes of a slug that was made and is not free
     */
    record RegisterServer(UUID serverId, Field<String> slug, IfTaken ifTaken, ServerFields fields)
            implements ServerCommand {}

    /** What becomes of a slug made from a hostname that another server has. */
    enum IfTaken {
        REFUSE,
        /** Try {@code -2}, {@code -3} and so on. */
        NUMBER
    }

    /**
     * Adds the server that a heartbeat names, unless it is there or an operator deleted it.
     *
     * @param serverId its uuid if it is new
     * @param name slug, uuid or number as the agent sent it; only a slug can name a new server
     * @param hostname as the agent sent it; the name if it did not
     */
    record RegisterFromHeartbeat(
            UUID serverId, String name, @Nullable String hostname) implements ServerCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.SERVER_REGISTER, Permission.SERVER_WRITE);
        }
    }

    /**
     * Adds the server of a host that tells only its own name, unless it is there or an operator deleted it. What is made of
     * the name serves to name a new server and finds none.
     *
     * @param serverId its uuid if it is new
     * @param hostname as the host or who measures it tells it
     */
    record RegisterHost(UUID serverId, String hostname) implements ServerCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.SERVER_REGISTER, Permission.SERVER_WRITE);
        }
    }

    /**
     * Changes the fields that were sent.
     *
     * @param server slug or uuid
     * @param id as sent in the body; it cannot change
     */
    record UpdateServer(String server, Field<String> id, ServerFields fields) implements ServerCommand {}

    /**
     * Removes a server.
     *
     * @param server slug or uuid
     */
    record DeleteServer(String server) implements ServerCommand {}

    /**
     * Adds a server that a provider can do something with.
     *
     * @param serverId its new uuid
     * @param fields hostname and tags
     */
    record EnlistServer(UUID serverId, ServerFields fields, MachineDetails machine) implements ServerCommand {}

    /** Removes a server unless it is deployed, or a job has it. */
    record RetireServer(UUID serverId) implements ServerCommand {}
}
