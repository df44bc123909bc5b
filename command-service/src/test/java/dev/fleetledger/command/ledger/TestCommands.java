package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.EventMetadata.Idempotency;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Commands that need nothing but the ledger. */
final class TestCommands {
    private static final AtomicInteger FLEETS = new AtomicInteger();

    private TestCommands() {}

    /** A fleet that no other test has. */
    static FleetId newFleet() {
        return new FleetId("ledger-test-" + FLEETS.incrementAndGet());
    }

    static CommandRequest request(FleetId fleet, Command command) {
        return request(fleet, command, null, null);
    }

    static CommandRequest request(
            FleetId fleet, Command command, @Nullable Idempotency idempotency, @Nullable Long expectedVersion) {
        var id = UUID.randomUUID();
        return new CommandRequest(
                id,
                fleet,
                command,
                Principal.system("test"),
                null,
                null,
                id,
                null,
                null,
                idempotency,
                expectedVersion == null ? null : Set.of(expectedVersion));
    }

    /** Registers a server; refused if the slug is taken. */
    record Register(UUID id, String slug) implements Command {
        Register(String slug) {
            this(UUID.randomUUID(), slug);
        }

        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.SERVER_WRITE);
        }

        @Override
        public Decision decide(FleetState state, CommandContext context) {
            if (state.servers().findBySlug(slug).isPresent()) {
                return Decision.refuse(new Rejection.Conflict("SERVER_EXISTS", "Server '" + slug + "' already exists"));
            }
            return Decision.accept(new ServerEvent.ServerRegistered(
                    id, slug, state.servers().lastNumber() + 1, ServerEvent.Origin.API, details(slug)));
        }
    }

    /** Renames a server; nothing happens if it has the name. */
    record Rename(UUID id, String name) implements Command {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.SERVER_WRITE);
        }

        @Override
        public Decision decide(FleetState state, CommandContext context) {
            var server = state.servers().find(id);
            if (server.isEmpty()) {
                return Decision.refuse(new Rejection.NotFound("Server", id.toString()));
            }
            return server.get().details().equals(details(name))
                    ? Decision.unchanged(new AggregateRef(AggregateType.SERVER, id.toString()))
                    : Decision.accept(new ServerEvent.ServerUpdated(id, details(name)));
        }
    }

    /** Registers a server and deletes it at once: two events. */
    record RegisterAndDelete(UUID id, String slug) implements Command {
        @Override
        public Set<Permission> permissions() {
            return Set.of();
        }

        @Override
        public Decision decide(FleetState state, CommandContext context) {
            return Decision.accept(
                    new ServerEvent.ServerRegistered(
                            id, slug, state.servers().lastNumber() + 1, ServerEvent.Origin.API, details(slug)),
                    new ServerEvent.ServerDeleted(id));
        }
    }

    /** A decider with a bug. */
    record Fail() implements Command {
        @Override
        public Set<Permission> permissions() {
            return Set.of();
        }

        @Override
        public Decision decide(FleetState state, CommandContext context) {
            throw new IllegalStateException("a bug");
        }
    }

    static ServerDetails details(String name) {
        return new ServerDetails(name, name, 22, null, null, List.of());
    }
}
