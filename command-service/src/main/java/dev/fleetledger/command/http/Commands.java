package dev.fleetledger.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.codahale.metrics.Counter;
import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.http.parameter.CsvRow;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.Projectors;
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
    /** The projectors that show something of servers, which a command waits for that changes one or its lifecycle. */
    public static final Set<String> OF_SERVERS = Set.of(Projectors.LEDGER, Projectors.SERVERS);

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

        /** The same, which counts the nanoseconds that are waited. */
        default ReadModel metered(Counter nanos) {
            return (projector, position, bound) -> {
                var begun = System.nanoTime();
                try {
                    return await(projector, position, bound);
                } finally {
                    nanos.inc(System.nanoTime() - begun);
                }
            };
        }
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
        return execute(call, call.principal(), null, command, Set.of(Projectors.LEDGER));
    }

    /** {@link #execute(Call, Principal, Body, Command, Set)} for who asks. */
    public CommandReply.Accepted execute(Call call, Body<?> body, Command command) {
        return execute(call, call.principal(), body, command, Set.of(Projectors.LEDGER));
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
        var idempotency = command.repeatable() ? idempotency(call, principal, body) : null;
        var request = request(call, call.commandId(), command, principal, idempotency, call.expectedVersions());
        return switch (decide(request)) {
            case CommandReply.Refused refused -> throw new RejectedException(refused.rejection());
            case CommandReply.Accepted accepted -> {
                project(call, accepted.position(), projectors);
                yield accepted;
            }
        };
    }

    /**
     * Has the command of one of a request's many rows decided. It has an id of its own, which only the audit tells; the
     * request's idempotency key counts for each row by itself. It is bound to no version, and waits for no read model: see
     * {@link #await}.
     *
     * @throws LedgerUnavailableException if it cannot be decided now, or its outcome is not known
     */
    public CommandReply decideOneOf(Call call, CsvRow<?> row, Command command) {
        var key = call.idempotencyKey();
        var idempotency = key == null
                ? null
                // No client's key has a space in it.
                : new Idempotency(scope(call, call.principal(), key + " row " + row.number()), hash(row.sent()));
        return decide(request(call, UUID.randomUUID(), command, call.principal(), idempotency, null));
    }

    /**
     * Waits for the read model of the ledger's facts, for a bounded time.
     *
     * @param position of the last event of the request, or null if there is none
     */
    public void await(Call call, @Nullable Position position) {
        project(call, position, Set.of(Projectors.LEDGER));
    }

    /**
     * Waits for the read model of telemetry, for a bounded time.
     *
     * @param projector that must have seen it
     * @param position of the telemetry, in its own topic
     */
    public void await(Call call, String projector, Position position) {
        await(call, position, Set.of(projector));
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
    public UUID known(String kind, String id, BiFunction<FleetState, UUID, ? extends Optional<?>> find) {
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

    /** Says in the answer that what reads are made of here does not have all that was decided yet. */
    public static void pending(Call call) {
        call.responseHeader("Fleet-Projection", "pending");
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
            @Nullable Set<Long> expectedVersions) {
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
                expectedVersions);
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
        await(call, position, projectors);
    }

    private void await(Call call, Position position, Set<String> projectors) {
        if (call.respondAsync()) {
            call.responseHeader("Preference-Applied", "respond-async");
            return;
        }
        var deadline = System.nanoTime() + bounds.projection().toNanos();
        for (var projector : projectors) {
            var left = deadline - System.nanoTime();
            if (left <= 0 || !readModel.await(projector, position, Duration.ofNanos(left))) {
                pending(call);
                return;
            }
        }
    }

    private @Nullable Idempotency idempotency(Call call, Principal principal, @Nullable Body<?> body) {
        var key = call.idempotencyKey();
        if (key != null) {
            return new Idempotency(scope(call, principal, key), request(body));
        }
        var brief = call.retryKey();
        return brief == null
                ? null
                // No client's key has a space in it.
                : new Idempotency(scope(call, principal, "gateway " + brief), request(body), true);
    }

    private String scope(Call call, Principal principal, String key) {
        return idempotencyHash.hash(
                bytes(FleetId.DEFAULT.value()),
                bytes(principal.actor()),
                bytes(call.method()),
                bytes(call.path()),
                bytes(key));
    }

    private String request(@Nullable Body<?> body) {
        return hash(body == null ? "" : body.sent().toString());
    }

    private String hash(String text) {
        return idempotencyHash.hash(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
