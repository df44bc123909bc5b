package dev.fleetledger.command.server;

import dev.fleetledger.domain.server.Server;
import dev.fleetledger.domain.server.Servers;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.util.List;
import java.util.stream.Stream;

/** What a server is called once something was done to it: a hostname given, tags added. */
public sealed interface ServerNaming {

    /** It is so. */
    record Named(ServerDetails details) implements ServerNaming {}

    /** It may not be. */
    record Refused(Rejection rejection) implements ServerNaming {}

    /** Decides. */
    static ServerNaming of(Server server, ServerFields fields, Servers servers) {
        var errors = ServerRules.check(fields);
        if (!errors.isEmpty()) {
            return new Refused(new Rejection.Invalid(errors));
        }
        var old = server.details();
        var hostname = fields.hostname().value() == null
                ? old.hostname()
                : fields.hostname().value();
        var taken = servers.findMachine(hostname).filter(other -> !other.id().equals(server.id()));
        if (!hostname.equals(old.hostname()) && taken.isPresent()) {
            return new Refused(hostnameTaken(hostname));
        }
        var added = fields.tags().value() == null
                ? List.<String>of()
                : fields.tags().value();
        var tags = Stream.concat(old.tags().stream(), added.stream()).distinct().toList();
        if (tags.size() > ServerRules.MAX_TAGS) {
            return new Refused(new Rejection.Invalid(FieldError.invalid(
                    fields.tags().name(),
                    "too many with those that the server has",
                    tags.size(),
                    "at most " + ServerRules.MAX_TAGS + " in all")));
        }
        var name = old.displayName().equals(old.hostname()) ? hostname : old.displayName();
        return new Named(new ServerDetails(hostname, name, old.port(), old.ipAddress(), old.tdpWatts(), tags));
    }

    /** That another server has the hostname. */
    static Rejection hostnameTaken(String hostname) {
        return new Rejection.Conflict("CONFLICT", "Hostname '" + hostname + "' already exists");
    }

    /** A lifecycle as Gough shows it. */
    static String shown(Lifecycle lifecycle) {
        return lifecycle == Lifecycle.READY ? "commissioned" : lifecycle.wireName();
    }
}
