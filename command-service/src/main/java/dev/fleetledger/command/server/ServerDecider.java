package dev.fleetledger.command.server;

import dev.fleetledger.command.alert.AlertEndings;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.identity.Endings;
import dev.fleetledger.command.server.ServerCommand.DeleteServer;
import dev.fleetledger.command.server.ServerCommand.RegisterFromHeartbeat;
import dev.fleetledger.command.server.ServerCommand.RegisterServer;
import dev.fleetledger.command.server.ServerCommand.UpdateServer;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.server.Slugs;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of servers. */
final class ServerDecider {
    private static final int SSH_PORT = 22;

    private ServerDecider() {}

    static Decision decide(ServerCommand command, FleetState state, Principal principal) {
        var servers = state.servers();
        return switch (command) {
            case RegisterServer register -> register(register, servers);
            case RegisterFromHeartbeat register -> register(register, servers, principal);
            case UpdateServer update -> update(update, servers);
            case DeleteServer delete ->
                servers.find(delete.server())
                        .map(server -> deleted(server, state))
                        .orElseGet(() -> notFound(delete.server()));
        };
    }

    private static Decision deleted(Server server, FleetState state) {
        return Decision.accept(
                new ServerDeleted(server.id()),
                Stream.concat(
                                Endings.ofServer(state.identity(), server.id()).stream(),
                                AlertEndings.ofServer(state, server.id()).stream())
                        .toArray(FleetEvent[]::new));
    }

    private static Decision register(RegisterServer command, ServersState servers) {
        var errors = ServerRules.checkNew(command.fields());
        var asked = command.slug().value();
        if (asked != null && !Slugs.isValid(asked)) {
            errors.add(FieldError.invalid(command.slug().name(), "not a server id", asked, Slugs.RULE));
        }
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        var details = details(command.fields());
        if (asked != null) {
            return servers.findBySlug(asked).isPresent()
                    ? taken(asked)
                    : registered(command.serverId(), asked, Origin.API, details, servers);
        }
        var made = Slugs.of(details.hostname()).orElse("server");
        return switch (command.ifTaken()) {
            case NUMBER -> registered(command.serverId(), firstFree(made, servers), Origin.API, details, servers);
            case REFUSE -> {
                if (!Slugs.isValid(made)) {
                    yield Decision.refuse(new Rejection.Invalid(FieldError.invalid(
                            command.slug().name(), "needed: the hostname cannot serve as one", made, Slugs.RULE)));
                }
                yield servers.findBySlug(made).isPresent()
                        ? taken(made)
                        : registered(command.serverId(), made, Origin.API, details, servers);
            }
        };
    }

    private static Decision register(RegisterFromHeartbeat command, ServersState servers, Principal principal) {
        var name = command.name();
        var known = servers.findAny(name);
        var only = principal.server();
        if (only != null && !known.map(Server::id).equals(Optional.of(only))) {
            return Decision.refuse(new Rejection.Forbidden(Set.of(Permission.SERVER_WRITE), principal.permissions()));
        }
        if (known.isPresent()) {
            return Decision.unchanged(subject(known.get()));
        }
        // A uuid or number can only mean a server that was; a slug that an operator deleted stays deleted.
        if (Slugs.isUuid(name) || Slugs.isNumber(name) || servers.wasDeleted(name)) {
            return notFound(name);
        }
        var fields = ServerFields.hostname(command.hostname() == null ? name : command.hostname());
        var errors = command.hostname() == null ? new ArrayList<FieldError>() : ServerRules.checkNew(fields);
        if (!Slugs.isValid(name)) {
            errors.add(FieldError.invalid("server_id", "not a server id", name, Slugs.RULE));
        }
        return errors.isEmpty()
                ? registered(command.serverId(), name, Origin.HEARTBEAT, details(fields), servers)
                : Decision.refuse(new Rejection.Invalid(errors));
    }

    private static Decision update(UpdateServer command, ServersState servers) {
        var found = servers.find(command.server());
        if (found.isEmpty()) {
            return notFound(command.server());
        }
        var server = found.get();
        var errors = ServerRules.checkChanges(command.fields());
        if (command.id().sent() && !isIdOf(server, command.id().value())) {
            errors.add(FieldError.invalid(
                    command.id().name(), "cannot be changed", command.id().value(), server.slug()));
        }
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        var details = merge(server.details(), command.fields());
        return details.equals(server.details())
                ? Decision.unchanged(subject(server))
                : Decision.accept(new ServerUpdated(server.id(), details));
    }

    private static boolean isIdOf(Server server, @Nullable String id) {
        return id != null
                && (server.slug().equalsIgnoreCase(id) || server.id().toString().equalsIgnoreCase(id));
    }

    private static ServerDetails details(ServerFields fields) {
        var hostname = Objects.requireNonNull(fields.hostname().value(), "a server without a hostname");
        return merge(new ServerDetails(hostname, hostname, SSH_PORT, null, null, List.of()), fields);
    }

    private static ServerDetails merge(ServerDetails old, ServerFields fields) {
        var hostname = fields.hostname().merge(old.hostname(), old.hostname());
        return new ServerDetails(
                hostname,
                fields.displayName().merge(old.displayName(), hostname),
                fields.port().merge(old.port(), SSH_PORT),
                fields.ipAddress().merge(old.ipAddress()),
                fields.tdpWatts().merge(old.tdpWatts()),
                fields.tags().merge(old.tags(), List.of()));
    }

    private static Decision registered(
            UUID id, String slug, Origin origin, ServerDetails details, ServersState servers) {
        return Decision.accept(new ServerRegistered(id, slug, servers.lastNumber() + 1, origin, details));
    }

    private static String firstFree(String slug, ServersState servers) {
        return isFree(slug, servers)
                ? slug
                : LongStream.iterate(2, number -> number + 1)
                        .mapToObj(number -> Slugs.numbered(slug, number))
                        .filter(numbered -> isFree(numbered, servers))
                        .findFirst()
                        .orElseThrow();
    }

    private static boolean isFree(String slug, ServersState servers) {
        return Slugs.isValid(slug) && servers.findBySlug(slug).isEmpty();
    }

    private static AggregateRef subject(Server server) {
        return new AggregateRef(AggregateType.SERVER, server.id().toString());
    }

    private static Decision taken(String slug) {
        return Decision.refuse(new Rejection.Conflict("SERVER_EXISTS", "Server '" + slug + "' already exists"));
    }

    private static Decision notFound(String id) {
        return Decision.refuse(new Rejection.NotFound("Server", id));
    }
}
