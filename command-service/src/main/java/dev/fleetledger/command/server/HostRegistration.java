package dev.fleetledger.command.server;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.server.ServerCommand.RegisterHost;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.domain.server.Servers;
import dev.fleetledger.domain.server.Slugs;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import java.util.List;
import java.util.stream.Collectors;

/** Decides of which server a host is that tells only its own name. */
final class HostRegistration {
    private HostRegistration() {}

    static Decision decide(RegisterHost command, Servers servers) {
        var hostname = command.hostname();
        var found = servers.findByHost(hostname);
        if (!found.isEmpty()) {
            return found.size() == 1 ? Decision.unchanged(found.getFirst().ref()) : ambiguous(hostname, found);
        }
        if (servers.wasDeletedHost(hostname)) {
            return ServerDecider.notFound(hostname);
        }
        var fields = ServerFields.hostname(hostname);
        var errors = ServerRules.checkNew(fields);
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        // Who was deleted may still report by its slug, which is not to lead to another host.
        var slug = ServerDecider.firstFree(
                Slugs.made(hostname), made -> ServerDecider.isFree(made, servers) && !servers.wasDeleted(made));
        return ServerDecider.registered(
                command.serverId(), slug, Origin.HEARTBEAT, ServerDecider.details(fields), servers);
    }

    private static Decision ambiguous(String hostname, List<Server> found) {
        var slugs = found.stream().map(Server::slug).sorted().collect(Collectors.joining(", "));
        return Decision.refuse(
                new Rejection.Conflict("AMBIGUOUS_HOSTNAME", "'" + hostname + "' may be any of the servers " + slugs));
    }
}
