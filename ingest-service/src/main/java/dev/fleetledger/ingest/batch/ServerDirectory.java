package dev.fleetledger.ingest.batch;

import dev.fleetledger.ingest.heartbeat.Registrar;
import dev.fleetledger.ingest.heartbeat.ServerResolver;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.server.Slugs;
import java.util.UUID;

/** Tells of which server samples are, and has it registered if the key may. */
public final class ServerDirectory {
    private final ServerResolver resolver;
    private final Registrar registrar;

    /** A server, or why there is none. */
    sealed interface Answer {}

    record Found(UUID server) implements Answer {}

    record Refused(Refusal refusal) implements Answer {}

    public ServerDirectory(ServerResolver resolver, Registrar registrar) {
        this.resolver = resolver;
        this.registrar = registrar;
    }

    /**
     * The server of that name.
     *
     * @param name slug, uuid, number or hostname
     * @param field where it was named
     * @throws dev.fleetledger.kit.error.UnavailableException if nobody can tell just now
     */
    Answer find(Call call, String name, String field) {
        try {
            return new Found(resolver.resolve(call.principal(), name, () -> register(call, name)));
        } catch (RejectedException e) {
            return new Refused(refusal(e.rejection(), name, field));
        }
    }

    private UUID register(Call call, String name) {
        var slug = Slugs.isValid(name) ? name : Slugs.of(name).orElse(name);
        return registrar.register(call, slug, name);
    }

    private static Refusal refusal(Rejection rejection, String name, String field) {
        return rejection instanceof Rejection.Forbidden
                ? new Refusal(Reason.OTHER_SERVER, field, "this key may not send telemetry of server '" + name + "'")
                : new Refusal(Reason.UNKNOWN_SERVER, field, "server '" + name + "': " + rejection.message());
    }
}
