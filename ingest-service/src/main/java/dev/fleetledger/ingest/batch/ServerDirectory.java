package dev.fleetledger.ingest.batch;

import dev.fleetledger.domain.server.Slugs;
import dev.fleetledger.domain.text.Uuids;
import dev.fleetledger.ingest.heartbeat.Registrar;
import dev.fleetledger.ingest.heartbeat.ServerName;
import dev.fleetledger.ingest.heartbeat.ServerResolver;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of which server samples are, and has it registered if the key may. */
public final class ServerDirectory {
    private final ServerResolver resolver;
    private final Registrar registrar;

    /** A server, or why there is none. */
    sealed interface Answer {}

    record Found(UUID server) implements Answer {}

    /**
     * There is none.
     *
     * @param later what a retry can cure, or null if it cannot
     */
    record Refused(Refusal refusal, Rejection.@Nullable NoRoom later) implements Answer {}

    public ServerDirectory(ServerResolver resolver, Registrar registrar) {
        this.resolver = resolver;
        this.registrar = registrar;
    }

    /**
     * The server of that name.
     *
     * @param field where it was named
     * @throws dev.fleetledger.kit.retry.UnavailableException if nobody can tell just now
     */
    Answer find(Call call, ServerName name, String field) {
        try {
            return new Found(resolver.resolve(call.principal(), name, () -> register(call, name)));
        } catch (RejectedException e) {
            return new Refused(
                    refusal(e.rejection(), name.text(), field),
                    e.rejection() instanceof Rejection.NoRoom later ? later : null);
        }
    }

    private UUID register(Call call, ServerName name) {
        var text = name.text();
        var isId = name.kind() != ServerName.Kind.HOST && (Slugs.isValid(text) || Uuids.isUuid(text));
        return registrar.register(call, isId ? text : null, text);
    }

    private static Refusal refusal(Rejection rejection, String name, String field) {
        var about = "server '" + name + "': " + rejection.message();
        return switch (rejection) {
            case Rejection.Conflict conflict ->
                switch (conflict.code()) {
                    case "AMBIGUOUS_HOSTNAME" -> new Refusal(Reason.AMBIGUOUS_SERVER, field, rejection.message());
                    case "FLEET_FULL" -> new Refusal(Reason.NO_ROOM, field, about);
                    default -> new Refusal(Reason.UNKNOWN_SERVER, field, about);
                };
            case Rejection.NoRoom ignored -> new Refusal(Reason.NO_ROOM, field, about);
            case Rejection.Forbidden ignored ->
                new Refusal(Reason.OTHER_SERVER, field, "this key may not send telemetry of server '" + name + "'");
            default -> new Refusal(Reason.UNKNOWN_SERVER, field, about);
        };
    }
}
