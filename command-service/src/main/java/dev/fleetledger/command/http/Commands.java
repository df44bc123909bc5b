package dev.fleetledger.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.security.KeyedHash;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.EventMetadata.Idempotency;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Has commands decided for requests: with what the request's headers say, waiting for the commit and then, for a bounded
 * time, for the read model.
 */
public final class Commands {
    /** The read model of everything that is ledger facts alone. */
    public static final String LEDGER_PROJECTOR = "ledger";
    /** The read model of the servers. */
    public static final String SERVERS_PROJECTOR = "servers";

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final KeyedHash idempotencyHash;
    private final ReadModel readModel;
    private final Bounds bounds;

    /** Tells when a projector has reached a position. */
    @FunctionalInterface
    public interface ReadModel {
        /** Whether it has, having waited no longer than the bound. */
        boolean await(String projector, Position position, Duration bound);
    }

    /**
     * How long a request waits.
     *
     * @param decision for the command to be committed; past it its outcome is unknown
     * @param projection for the read model; past it the answer says that it is pending
     */
    public record Bounds(Duration decision, Duration projection) {
        public static final Bounds DEFAULT = new Bounds(Duration.ofSeconds(15), Duration.ofSeconds(2));
    }

    public Commands(Ledger ledger, KeyedHash idempotencyHash, ReadModel readModel, Bounds bounds) {
        this.ledger = ledger;
        this.idempotencyHash = idempotencyHash;
        this.readModel = readModel;
        this.bounds = bounds;
    }

    /** {@link #execute(Call, Principal, Body, Command, Set)} for who asks, without a body. */
    public CommandReply.Accepted execute(Call call, Command command) {
        return execute(call, call.principal(), null, command, Set.of(LEDGER_PROJECTOR));
    }

    /** {@link #execute(Call, Principal, Body, Command, Set)} for who asks. */
    public CommandReply.Accepted execute(Call call, Body<?> body, Command command) {
        return execute(call, call.principal(), body, command, Set.of(LEDGER_PROJECTOR));
    }

    /**
     * Has a command decided, and waits.
     *
     * @param principal who asks
     * @param body of the request, if it has one, to tell a retry from another request with the same idempotency key
     * @param projectors that must have seen the command's events before it is answered
     * @throws RejectedException if it is refused
     * @throws LedgerUnavailableException if it cannot be decided now, or its outcome is not known
     */
    public CommandReply.Accepted execute(
            Call call, Principal principal, @Nullable Body<?> body, Command command, Set<String> projectors) {
        var request = request(
                call, call.commandId(), command, principal, idempotency(call, principal, body), call.expectedVersion());
        return switch (decide(request)) {
            case CommandReply.Refused refused -> throw new RejectedException(refused.rejection());
            case CommandReply.Accepted accepted -> {
                project(call, accepted.position(), projectors);
                yield accepted;
            }
        };
    }

    /**
     * Has one of the many commands of a request decided. It has an id of its own, which only the audit tells; the whole
     * is bound neither to an idempotency key nor to a version, and waits for no read model: see {@link #await}.
     *
     * @throws LedgerUnavailableException if it cannot be decided now, or its outcome is not known
     */
    public CommandReply decideOneOf(Call call, Command command) {
        return decide(request(call, UUID.randomUUID(), command, call.principal(), null, null));
    }

    /**
     * Waits for the read model of the ledger's facts, for a bounded time.
     *
     * @param position of the last event of the request, or null if there is none
     */
    public void await(Call call, @Nullable Position position) {
        project(call, position, Set.of(LEDGER_PROJECTOR));
    }

    /** The fleet as this instance has read it, for look-ups before a command. */
    public FleetState state() {
        return ledger.state(FleetId.DEFAULT);
    }

    /**
     * The UUID of a path, if there is such a thing: that there is none is said before what is wrong with the body.
     *
     * @param kind as the 404 calls it
     */
    public UUID known(String kind, String id, BiFunction<FleetState, UUID, Optional<?>> find) {
        var uuid = PathId.uuid(kind, id);
        if (find.apply(state(), uuid).isEmpty()) {
            throw PathId.notFound(kind, id);
        }
        return uuid;
    }

    /** What a command made of its subject, whose version is shown; 404 if a repeated one finds it gone. */
    public static <T> T answer(
            Call call, CommandReply.Accepted accepted, String kind, BiFunction<FleetState, UUID, Optional<T>> view) {
        tag(call, accepted);
        var id = accepted.subject().id();
        return view.apply(accepted.state(), UUID.fromString(id)).orElseThrow(() -> PathId.notFound(kind, id));
    }

    /** Shows the aggregate's version in the answer. */
    public static void tag(Call call, CommandReply.Accepted accepted) {
        call.version(accepted.version());
    }

    private static CommandRequest request(
            Call call,
            UUID id,
            Command command,
            Principal principal,
            @Nullable Idempotency idempotency,
            @Nullable Long expectedVersion) {
        return new CommandRequest(
                id,
                FleetId.DEFAULT,
                command,
                principal,
                call.address(),
                call.reason(),
                call.requestId(),
                null,
                call.traceparent(),
                idempotency,
                expectedVersion);
    }

    private CommandReply decide(CommandRequest request) {
        try {
            return ledger.submit(request).get(bounds.decision().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LedgerUnavailableException unavailable) {
                throw unavailable;
            }
            throw new IllegalStateException("a command could not be decided", e.getCause());
        } catch (TimeoutException e) {
            throw unknown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown();
        }
    }

    private static LedgerUnavailableException unknown() {
        return new LedgerUnavailableException(
                "The command's outcome is not known yet; GET /api/v1/ledger/commands/<Fleet-Command-Id> tells it",
                RETRY);
    }

    private void project(Call call, @Nullable Position position, Set<String> projectors) {
        if (position == null) {
            return;
        }
        call.responseHeader("Fleet-Position", position.toString());
        if (call.respondAsync()) {
            call.responseHeader("Preference-Applied", "respond-async");
            return;
        }
        var deadline = System.nanoTime() + bounds.projection().toNanos();
        for (var projector : projectors) {
            var left = deadline - System.nanoTime();
            if (left <= 0 || !readModel.await(projector, position, Duration.ofNanos(left))) {
                call.responseHeader("Fleet-Projection", "pending");
                return;
            }
        }
    }

    private @Nullable Idempotency idempotency(Call call, Principal principal, @Nullable Body<?> body) {
        var key = call.idempotencyKey();
        if (key == null) {
            return null;
        }
        var scope = idempotencyHash.hash(
                bytes(FleetId.DEFAULT.value()),
                bytes(principal.actor()),
                bytes(call.method()),
                bytes(call.path()),
                bytes(key));
        var sent = body == null ? "" : body.sent().toString();
        return new Idempotency(scope, idempotencyHash.hash(bytes(sent)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
