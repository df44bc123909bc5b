package dev.fleetledger.command.fleet;

import dev.fleetledger.kit.CapacitySettings;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.EventMetadata.Idempotency;
import dev.fleetledger.schemas.event.FleetEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a fleet may have of what the deciders keep in memory: the one place that every decision passes before it is
 * written. What is there already stays, be it more.
 *
 * @param keys idempotency keys of all clients
 * @param keysOfPrincipal idempotency keys of one client: a user with all API keys of theirs
 * @param nodes with those that ask to join
 */
public record Capacity(int keys, int keysOfPrincipal, int servers, int pdus, int devices, int nodes, int users) {
    public static final Capacity DEFAULT = of(new CapacitySettings());

    private static final int BY_ITS_DECIDER = Integer.MAX_VALUE;
    private static final int NOT_KEPT = Integer.MAX_VALUE;

    public static Capacity of(CapacitySettings settings) {
        return new Capacity(
                settings.keys(),
                settings.keysOfPrincipal(),
                settings.servers(),
                settings.pdus(),
                settings.devices(),
                settings.nodes(),
                settings.users());
    }

    /**
     * Why there is no room for what was decided, if so.
     *
     * @param state before it
     * @param actor who asked
     * @param key that came with it, if one did
     */
    public Optional<Rejection> refusal(
            FleetState state, Decision.Accepted decided, String actor, @Nullable Idempotency key, Instant now) {
        if (decided.events().isEmpty()) {
            return Optional.empty();
        }
        return full(state, decided, now)
                .or(() -> key == null || key.brief() ? Optional.empty() : noKeys(state, actor, now));
    }

    private Optional<Rejection> full(FleetState state, Decision.Accepted decided, Instant now) {
        return decided.events().stream()
                .map(FleetEvent::aggregate)
                .filter(aggregate -> state.version(aggregate) == 0)
                .distinct()
                .map(AggregateRef::type)
                .filter(type -> present(type, state, now) >= most(type))
                .findFirst()
                .map(type -> new Rejection.Conflict(
                        "FLEET_FULL",
                        "A fleet has room for " + most(type) + " of the kind " + type.wireName()
                                + "; delete one first, or have the operator of the platform allow more"));
    }

    private Optional<Rejection> noKeys(FleetState state, String actor, Instant now) {
        if (now.isBefore(state.time())) {
            // Dated by a clock that was ahead: no key's day ends, so the log itself makes room.
            return Optional.empty();
        }
        var log = state.idempotency();
        var own = log.untilRoom(IdempotencyLog.owner(actor, state.identity()), keysOfPrincipal, now);
        if (own.isPositive()) {
            return Optional.of(new Rejection.NoRoom(
                    keysOfPrincipal
                            + " Idempotency-Keys of yours are remembered, each for 24 hours; there is no room for a"
                            + " new one yet",
                    own));
        }
        var all = log.untilRoom(keys, now);
        return all.isPositive()
                ? Optional.of(new Rejection.NoRoom(
                        keys
                                + " Idempotency-Keys are remembered, each for 24 hours; there is no room for a new one"
                                + " yet",
                        all))
                : Optional.empty();
    }

    private int most(AggregateType type) {
        return switch (type) {
            case SERVER -> servers;
            case PDU -> pdus;
            case DEVICE -> devices;
            case NODE -> nodes;
            case USER -> users;
            case TEMPLATE, SITE, THRESHOLD, SILENCE, WEBHOOK, SESSION, API_KEY -> BY_ITS_DECIDER;
            // One of a server at a time, and so many that are over.
            case JOB -> BY_ITS_DECIDER;
            // One of a rule and target, of which there are only so many series.
            case ALERT -> BY_ITS_DECIDER;
            // Each of an alert, and over after three days.
            case DELIVERY -> BY_ITS_DECIDER;
            // Made by the operator of the platform alone.
            case SIGNING_KEY -> BY_ITS_DECIDER;
            // One alone.
            case LEDGER -> BY_ITS_DECIDER;
            case BACKUP -> NOT_KEPT;
        };
    }

    private static long present(AggregateType type, FleetState state, Instant now) {
        return switch (type) {
            case SERVER -> state.servers().table().size();
            case PDU -> state.pdus().table().size();
            case DEVICE -> state.devices().table().size();
            case NODE -> state.nodes().present(now);
            case USER -> state.identity().users().size();
            case JOB,
                    TEMPLATE,
                    SITE,
                    BACKUP,
                    THRESHOLD,
                    ALERT,
                    SILENCE,
                    WEBHOOK,
                    DELIVERY,
                    SESSION,
                    API_KEY,
                    SIGNING_KEY,
                    LEDGER -> 0;
        };
    }
}
