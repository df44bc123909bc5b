package dev.fleetledger.command.fleet;

import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.domain.text.Uuids;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.EventMetadata.Idempotency;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * What was done under idempotency keys: a client's for {@link #KEPT}, the gateway's for {@link #KEPT_BRIEFLY}. No client's
 * is forgotten before: who has no room left is refused a new one before it is used. Time is that of the events, so that
 * every instance forgets the same; while it stands still, as a clock was ahead, no day ends, and the oldest gives way.
 *
 * @param byScope the answers by the digest of {@link Idempotency#scope()}
 * @param inOrder the clients' keys by the sequence of their first event
 * @param brief the gateway's
 * @param rooms what is remembered of each client
 * @param latest the clients' keys of the last time
 */
public record IdempotencyLog(
        TreePMap<Digest, Answer> byScope,
        TreePMap<Long, Digest> inOrder,
        TreePMap<Long, Digest> brief,
        PMap<String, Room> rooms,
        Latest latest) {
    private static final String API_KEY = "api-key:";
    private static final String USER = "user:";

    /** How long a client's key is remembered. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** How long a key is that the gateway made for one request, which it sends to another instance at once or never. */
    public static final Duration KEPT_BRIEFLY = Duration.ofMinutes(2);

    /** How many of the gateway's are remembered: far more than come while it asks a second instance. */
    static final int MOST_BRIEF = 50_000;

    /** How many clients' keys of one and the same time are remembered: no machine writes so many in a millisecond. */
    static final int MOST_AT_ONCE = 50_000;

    public static final IdempotencyLog EMPTY =
            new IdempotencyLog(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), HashTreePMap.empty(), Latest.NONE);

    /**
     * What was answered. With its places in the orders it takes some 300 bytes, and what is shown if that has changed since.
     *
     * @param owner in whose room it is
     * @param request digest of the keyed hash of the request
     * @param command that came with the key
     * @param sequence of its first event
     * @param last the sequence of its last event
     * @param time of that, in milliseconds since 1970
     * @param version of the subject after it
     * @param partition of its last event
     * @param offset of its last event
     * @param first of its events, whose subject is the answer's
     * @param shown of the fleet after it
     */
    public record Answer(
            String owner,
            Digest request,
            UUID command,
            long sequence,
            long last,
            long time,
            boolean brief,
            long version,
            int partition,
            long offset,
            FleetEvent first,
            Excerpt shown) {

        /** Whether that is the request which it was the answer to. */
        public boolean isTo(Idempotency key) {
            return request.equals(Digest.of(key.request()));
        }

        public AggregateRef subject() {
            return first.aggregate();
        }

        /** Of its last event. */
        public Position position() {
            return new Position(partition, offset);
        }

        /** As much of the fleet after it as its answer shows. */
        public FleetState state() {
            return shown.state(subject(), version, last);
        }

        private boolean expired(Instant now) {
            return !now.isBefore(Instant.ofEpochMilli(time).plus(brief ? KEPT_BRIEFLY : KEPT));
        }

        private Answer then(RecordedEvent recorded, FleetState after) {
            var metadata = recorded.metadata();
            return new Answer(
                    owner,
                    request,
                    command,
                    sequence,
                    metadata.sequence(),
                    time,
                    brief,
                    metadata.subject().equals(subject()) ? metadata.version() : version,
                    recorded.position().partition(),
                    recorded.position().offset(),
                    first,
                    Excerpt.of(first, after));
        }
    }

    /**
     * One client's part.
     *
     * @param inOrder its keys by the sequence of their first event
     */
    public record Room(String owner, TreePMap<Long, Digest> inOrder) {}

    /**
     * The clients' keys of one time.
     *
     * @param time in milliseconds since 1970
     * @param first the sequence from which on they are of that time
     */
    public record Latest(long time, long first, int keys) {
        static final Latest NONE = new Latest(Long.MIN_VALUE, 0, 0);

        private Latest with(Answer answer) {
            return answer.time() == time
                    ? new Latest(time, first, keys + 1)
                    : new Latest(answer.time(), answer.sequence(), 1);
        }

        private Latest without(Answer answer) {
            if (answer.time() != time) {
                return this;
            }
            return keys == 1 ? NONE : new Latest(time, first, keys - 1);
        }
    }

    /** The answer given under that scope, if it is remembered. */
    public Optional<Answer> find(String scope, Instant now) {
        return Optional.ofNullable(byScope.get(Digest.of(scope))).filter(answer -> !answer.expired(now));
    }

    /** How many keys are remembered of whom an {@link #owner} is. */
    public int keysOf(String owner) {
        return ofOwner(owner).size();
    }

    /** How many clients' keys are remembered. */
    public int keys() {
        return inOrder.size();
    }

    /**
     * How long after that moment there is room for another key of that owner's; zero if there is now, as less than so many
     * are remembered or the first one's day is over, which the next event will tell.
     */
    public Duration untilRoom(String owner, int most, Instant now) {
        return untilRoom(ofOwner(owner), most, now);
    }

    /** {@link #untilRoom(String, int, Instant)} for another key of anybody's. */
    public Duration untilRoom(int most, Instant now) {
        return untilRoom(inOrder, most, now);
    }

    private Duration untilRoom(TreePMap<Long, Digest> order, int most, Instant now) {
        if (order.size() < most) {
            return Duration.ZERO;
        }
        var first = answer(order.firstEntry().getValue());
        return first.expired(now)
                ? Duration.ZERO
                : Duration.between(now, Instant.ofEpochMilli(first.time()).plus(KEPT));
    }

    private TreePMap<Long, Digest> ofOwner(String owner) {
        var room = rooms.get(owner);
        return room == null ? TreePMap.empty() : room.inOrder();
    }

    /**
     * @param before the fleet's state before the event
     * @param after with the event in it
     */
    IdempotencyLog evolve(RecordedEvent recorded, FleetState before, FleetState after) {
        var kept = forget(recorded.metadata().time());
        var key = recorded.metadata().idempotency();
        return key == null ? kept : kept.remember(key, recorded, before, after).bounded();
    }

    private IdempotencyLog remember(Idempotency key, RecordedEvent recorded, FleetState before, FleetState after) {
        var metadata = recorded.metadata();
        var scope = Digest.of(key.scope());
        var earlier = byScope.get(scope);
        if (earlier != null && earlier.command().equals(metadata.command())) {
            return new IdempotencyLog(
                    byScope.plus(scope, earlier.then(recorded, after)), inOrder, brief, rooms, latest);
        }
        var left = earlier == null ? this : without(scope, earlier);
        var owner = owner(metadata.actor(), before.identity());
        // All of a client's share one text.
        var room = left.rooms.getOrDefault(owner, new Room(owner, TreePMap.empty()));
        // And all orders one number.
        var sequence = Long.valueOf(metadata.sequence());
        var answer = new Answer(
                room.owner(),
                Digest.of(key.request()),
                metadata.command(),
                sequence,
                sequence,
                metadata.time().toEpochMilli(),
                key.brief(),
                metadata.version(),
                recorded.position().partition(),
                recorded.position().offset(),
                recorded.event(),
                Excerpt.of(recorded.event(), after));
        var all = left.byScope.plus(scope, answer);
        return key.brief()
                ? new IdempotencyLog(all, left.inOrder, left.brief.plus(sequence, scope), left.rooms, left.latest)
                : new IdempotencyLog(
                        all,
                        left.inOrder.plus(sequence, scope),
                        left.brief,
                        left.rooms.plus(
                                room.owner(),
                                new Room(room.owner(), room.inOrder().plus(sequence, scope))),
                        left.latest.with(answer));
    }

    /** Without the one that is too many of those that time alone does not bound. */
    private IdempotencyLog bounded() {
        if (brief.size() > MOST_BRIEF) {
            return without(brief.firstEntry().getValue());
        }
        return latest.keys() > MOST_AT_ONCE
                ? without(inOrder.ceilingEntry(latest.first()).getValue())
                : this;
    }

    private IdempotencyLog forget(Instant now) {
        var left = this;
        for (var first = left.expired(brief, now); first != null; first = left.expired(left.brief, now)) {
            left = left.without(first);
        }
        for (var first = left.expired(inOrder, now); first != null; first = left.expired(left.inOrder, now)) {
            left = left.without(first);
        }
        return left;
    }

    /** The first of them, if that has expired. */
    private @Nullable Digest expired(TreePMap<Long, Digest> order, Instant now) {
        if (order.isEmpty()) {
            return null;
        }
        var first = order.firstEntry().getValue();
        return answer(first).expired(now) ? first : null;
    }

    private Answer answer(Digest scope) {
        return Objects.requireNonNull(byScope.get(scope), "a key without an answer");
    }

    private IdempotencyLog without(Digest scope) {
        return without(scope, answer(scope));
    }

    private IdempotencyLog without(Digest scope, Answer answer) {
        if (answer.brief()) {
            return new IdempotencyLog(byScope.minus(scope), inOrder, brief.minus(answer.sequence()), rooms, latest);
        }
        var own = ofOwner(answer.owner()).minus(answer.sequence());
        return new IdempotencyLog(
                byScope.minus(scope),
                inOrder.minus(answer.sequence()),
                brief,
                own.isEmpty() ? rooms.minus(answer.owner()) : rooms.plus(answer.owner(), new Room(answer.owner(), own)),
                latest.without(answer));
    }

    /**
     * In whose room an actor's keys are: all API keys of a user in that user's, however many they make. Those without a
     * credential, who are told apart by their address alone, have one room together.
     */
    static String owner(String actor, Identity identity) {
        var id = actor.startsWith(API_KEY) ? actor.substring(API_KEY.length()) : "";
        if (Uuids.isUuid(id)) {
            return identity.apiKey(UUID.fromString(id))
                    .filter(key -> key.owner() != ApiKeyEvent.NO_USER)
                    .map(key -> USER + key.owner())
                    .orElse(actor);
        }
        var at = actor.startsWith("system:") ? actor.indexOf('@') : -1;
        return at < 0 ? actor : actor.substring(0, at);
    }
}
