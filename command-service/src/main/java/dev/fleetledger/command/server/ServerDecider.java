package dev.fleetledger.command.server;

import dev.fleetledger.command.alert.AlertEndings;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.identity.Endings;
import dev.fleetledger.command.server.ServerCommand.DeleteServer;
import dev.fleetledger.command.server.ServerCommand.EnlistServer;
import dev.fleetledger.command.server.ServerCommand.RegisterFromHeartbeat;
import dev.fleetledger.command.server.ServerCommand.RegisterHost;
import dev.fleetledger.command.server.ServerCommand.RegisterServer;
import dev.fleetledger.command.server.ServerCommand.RetireServer;
import dev.fleetledger.command.server.ServerCommand.UpdateServer;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.domain.server.Servers;
import dev.fleetledger.domain.server.Slugs;
import dev.fleetledger.domain.text.Uuids;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerEnlisted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of servers. */
final class ServerDecider {
    private static final int SSH_PORT = 22;

    private ServerDecider() {}

    static Decision decide(ServerCommand command, FleetState state) {
        var servers = state.servers();
        return switch (command) {
            case RegisterServer register -> register(register, servers);
            case RegisterFromHeartbeat register -> register(register, servers);
            case RegisterHost register -> HostRegistration.decide(register, servers);
            case UpdateServer update -> update(update, servers);
            case DeleteServer delete ->
                servers.find(delete.server())
                        .map(server -> deleted(server, state))
                        .orElseGet(() -> notFound(delete.server()));
            case EnlistServer enlist -> enlist(enlist, state);
            case RetireServer retire ->
                Decision.of(
                        servers.find(retire.serverId()),
                        "Server",
                        retire.serverId(),
                        server -> JobsOfServer.inTheWay(server, state)
                                .map(Decision::refuse)
                                .orElseGet(() -> deleted(server, state)));
        };
    }

    private static Decision deleted(Server server, FleetState state) {
        return Decision.accept(
                new ServerDeleted(server.id()),
                Stream.of(
                                JobsOfServer.endings(server, state).stream(),
                                Endings.ofServer(state.identity(), server.id()).stream(),
                                AlertEndings.ofServer(state, server.id()).stream())
                        .flatMap(Function.identity())
                        .toArray(FleetEvent[]::new));
    }

    private static Decision register(RegisterServer command, Servers servers) {
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
        var made = Slugs.made(details.hostname());
        return switch (command.ifTaken()) {
            case NUMBER ->
                registered(
                        command.serverId(),
                        firstFree(made, slug -> isFree(slug, servers)),
                        Origin.API,
                        details,
                        servers);
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

    private static Decision enlist(EnlistServer command, FleetState state) {
        var servers = state.servers();
        var errors = ServerRules.checkNew(command.fields());
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        var details = details(command.fields());
        var mac = command.machine().macAddress();
        var sameMac = servers.findByMac(mac);
        if (sameMac.isPresent()) {
            return Decision.refuse(new Rejection.Conflict(
                    "CONFLICT",
                    "MAC address " + mac + " is that of server '"
                            + sameMac.get().details().hostname() + "' already"));
        }
        var holding = servers.jobHolding(mac).flatMap(state.jobs()::find);
        if (holding.isPresent()) {
            return Decision.refuse(new Rejection.Conflict(
                    "CONFLICT",
                    "MAC address " + mac + " is that of a deleted server whose "
                            + holding.get().name() + " is not over yet; wait for its end"));
        }
        if (servers.findMachine(details.hostname()).isPresent()) {
            return Decision.refuse(ServerNaming.hostnameTaken(details.hostname()));
        }
        var slug = firstFree(Slugs.made(details.hostname()), made -> isFree(made, servers));
        return Decision.accept(
                new ServerRegistered(command.serverId(), slug, servers.lastNumber() + 1, Origin.API, details),
                new ServerEnlisted(command.serverId(), command.machine()));
    }

    private static Decision register(RegisterFromHeartbeat command, Servers servers) {
        var name = command.name();
        var known = servers.findAny(name);
        if (known.isPresent()) {
            return Decision.unchanged(known.get().ref());
        }
        // A uuid or number can only mean a server that was; what an operator deleted stays deleted.
        if (Uuids.isUuid(name)
                || Slugs.isNumber(name)
                || servers.wasDeleted(name)
                || (name.equals(command.hostname()) && servers.wasDeletedHost(name))) {
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

    private static Decision update(UpdateServer command, Servers servers) {
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
                ? Decision.unchanged(server.ref())
                : Decision.accept(new ServerUpdated(server.id(), details));
    }

    private static boolean isIdOf(Server server, @Nullable String id) {
        return id != null
                && (server.slug().equalsIgnoreCase(id) || server.id().toString().equalsIgnoreCase(id));
    }

    static ServerDetails details(ServerFields fields) {
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

    static Decision registered(UUID id, String slug, Origin origin, ServerDetails details, Servers servers) {
        return Decision.accept(new ServerRegistered(id, slug, servers.lastNumber() + 1, origin, details));
    }

    /** The slug, or the first that is free with a number behind it. */
    static String firstFree(String slug, Predicate<String> isFree) {
        return isFree.test(slug)
                ? slug
                : LongStream.iterate(2, number -> number + 1)
                        .mapToObj(number -> Slugs.numbered(slug, number))
                        .filter(isFree)
                        .findFirst()
                        .orElseThrow();
    }

    static boolean isFree(String slug, Servers servers) {
        return Slugs.isValid(slug) && servers.findBySlug(slug).isEmpty();
    }

    private static Decision taken(String slug) {
        return Decision.refuse(new Rejection.Conflict("SERVER_EXISTS", "Server '" + slug + "' already exists"));
    }

    static Decision notFound(String id) {
        return Decision.refuse(new Rejection.NotFound("Server", id));
    }
}
