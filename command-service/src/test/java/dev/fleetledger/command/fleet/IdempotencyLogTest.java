package dev.fleetledger.command.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.domain.power.Device;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceUpdated;
import dev.fleetledger.schemas.event.DeviceStatus;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.EventMetadata.Idempotency;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.NodeDetails;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduEvent.NewSocket;
import dev.fleetledger.schemas.event.PduEvent.PduCreated;
import dev.fleetledger.schemas.event.PduEvent.PduUpdated;
import dev.fleetledger.schemas.event.PduEvent.SocketAssigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUpdated;
import dev.fleetledger.schemas.event.PduStatus;
import dev.fleetledger.schemas.event.PduType;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import dev.fleetledger.schemas.event.UserDetails;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is remembered under idempotency keys, for how long, and how much of it may be. */
class IdempotencyLogTest {
    private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
    private static final UUID SERVER = new UUID(1, 1);
    private static final Capacity SMALL = new Capacity(5, 3, 2, 10, 10, 10, 10);

    private static final Concealed SECRET = new Concealed("secret");
    private static final PduDetails PDU = new PduDetails(
            "PDU",
            "P1",
            PduType.RACK,
            PduStatus.ACTIVE,
            null,
            null,
            230,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            null);

    private FleetState state = FleetState.EMPTY;

    @Test
    @DisplayName("more keys than were ever kept are each kept for their day, and forgotten after it")
    void aDay() {
        happens(START, "user:1", null, registered());
        for (var number = 0; number < 60_000; number++) {
            happens(START.plusMillis(number), "user:1", new Idempotency("scope-" + number, "request"), updated("a"));
        }
        var end = START.plus(IdempotencyLog.KEPT);
        assertThat(state.idempotency().keys()).isEqualTo(60_000);
        assertThat(state.idempotency().find("scope-0", end.minusMillis(1))).isPresent();
        assertThat(state.idempotency().find("scope-0", end)).isEmpty();

        happens(end.plusMillis(59_998), "user:1", null, updated("b"));
        assertThat(state.idempotency().keys()).isEqualTo(1);
        assertThat(state.idempotency().keysOf("user:1")).isEqualTo(1);
        happens(end.plusMillis(59_999), "user:1", null, updated("b"));
        assertThat(state.idempotency()).isEqualTo(IdempotencyLog.EMPTY);
    }

    @Test
    @DisplayName("an answer shows the fleet as it was, whatever has become of it since")
    void asItWas() {
        happens(START, "user:1", null, registered());
        happens(START, "user:1", new Idempotency("scope", "request"), updated("then"));
        happens(START, "user:1", null, updated("later"));
        happens(START, "user:1", null, new ServerDeleted(SERVER));

        var answer = state.idempotency().find("scope", START).orElseThrow();
        assertThat(answer.isTo(new Idempotency("scope", "request"))).isTrue();
        assertThat(answer.isTo(new Idempotency("scope", "other"))).isFalse();
        assertThat(answer.version()).isEqualTo(2);
        assertThat(answer.position()).isEqualTo(new Position(0, 2));
        var shown = answer.state();
        assertThat(shown.version(answer.subject())).isEqualTo(2);
        assertThat(shown.sequence()).isEqualTo(2);
        assertThat(shown.servers().find(SERVER).orElseThrow().details()).isEqualTo(details("then"));
        assertThat(shown.servers().findBySlug("server").orElseThrow().number()).isEqualTo(1);
    }

    @Test
    @DisplayName("what the gateway made is kept for two minutes, and takes nobody's room")
    void brief() {
        happens(START, "user:1", null, registered());
        happens(START, "user:1", new Idempotency("gateway", "request", true), updated("a"));
        var end = START.plus(IdempotencyLog.KEPT_BRIEFLY);
        assertThat(state.idempotency().find("gateway", end.minusMillis(1))).isPresent();
        assertThat(state.idempotency().find("gateway", end)).isEmpty();
        assertThat(state.idempotency().keysOf("user:1")).isZero();
        assertThat(state.idempotency().keys()).isZero();

        happens(end, "user:1", null, updated("b"));
        assertThat(state.idempotency()).isEqualTo(IdempotencyLog.EMPTY);
    }

    @Test
    @DisplayName(
            "a new key without room is refused until the oldest is forgotten; a retry and a request without are not")
    void room() {
        happens(START, "user:1", null, registered());
        keys("user:1", 2);
        assertThat(refusal("user:1", new Idempotency("new", "request"))).isNull();
        keys("user:1", 1);
        assertThat(refusal("user:1", new Idempotency("new", "request")))
                .isInstanceOfSatisfying(Rejection.NoRoom.class, full -> {
                    assertThat(full.message()).contains("3 Idempotency-Keys of yours");
                    assertThat(full.retryAfter()).isEqualTo(Duration.ofHours(23));
                });
        assertThat(refusal("user:1", null)).isNull();
        assertThat(refusal("user:1", new Idempotency("gateway", "request", true)))
                .isNull();
        assertThat(refusal("user:2", new Idempotency("new", "request"))).isNull();
        keys("user:2", 2);
        assertThat(refusal("user:3", new Idempotency("new", "request"))).isInstanceOf(Rejection.NoRoom.class);
        assertThat(state.idempotency().find("user:1-0", START)).isPresent();
    }

    @Test
    @DisplayName("a key whose day is over leaves its room to a new one, though no event has told so yet")
    void expired() {
        happens(START, "user:1", null, registered());
        keys("user:1", 3);
        var end = START.plus(IdempotencyLog.KEPT);
        assertThat(refusal("user:1", new Idempotency("new", "request"), end.minusMillis(1)))
                .isInstanceOfSatisfying(
                        Rejection.NoRoom.class,
                        full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofMillis(1)));
        assertThat(refusal("user:1", new Idempotency("new", "request"), end)).isNull();
        keys("user:2", 2);
        assertThat(refusal("user:3", new Idempotency("new", "request"), end.minusMillis(1)))
                .isInstanceOf(Rejection.NoRoom.class);
        assertThat(refusal("user:3", new Idempotency("new", "request"), end)).isNull();
    }

    @Test
    @DisplayName("who has no room is told when the first of their own keys is forgotten, not of anybody's")
    void ownFirst() {
        happens(START, "user:1", null, registered());
        keys("user:2", 1);
        happens(START.plusSeconds(1800), "user:1", new Idempotency("own", "request"), updated("own"));
        keys("user:1", 2, START.plusSeconds(1900));
        assertThat(refusal("user:1", new Idempotency("new", "request")))
                .isInstanceOfSatisfying(
                        Rejection.NoRoom.class,
                        full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofMinutes(23 * 60 + 30)));
    }

    @Test
    @DisplayName("all API keys of a user have that user's room")
    void keysOfAUser() {
        happens(START, "user:1", null, registered());
        happens(
                START,
                "user:1",
                null,
                new UserCreated(1, new UserDetails("a@example.com", "A", "admin", null, false), SECRET));
        for (var number = 0; number < 3; number++) {
            var id = new UUID(3, number);
            happens(START, "user:1", null, new ApiKeyCreated(id, "k", 1, List.of("*"), null, null, SECRET));
            happens(START, "api-key:" + id, new Idempotency("scope-" + number, "request"), updated("x" + number));
        }
        for (var actor : List.of("user:1", "api-key:" + new UUID(3, 0), "api-key:" + new UUID(3, 2))) {
            assertThat(refusal(actor, new Idempotency("new", "request")))
                    .isInstanceOfSatisfying(
                            Rejection.NoRoom.class,
                            full -> assertThat(full.message()).contains("3 Idempotency-Keys of yours"));
        }
        happens(START, "user:1", null, new ApiKeyRevoked(new UUID(3, 0), ApiKeyEvent.ApiKeyEnd.REQUESTED));
        assertThat(state.idempotency().keysOf("user:1")).isEqualTo(3);
        var node = new UUID(4, 4);
        happens(
                START,
                "user:1",
                null,
                new ApiKeyCreated(node, "n", ApiKeyEvent.NO_USER, List.of("node.report"), node, null, SECRET));
        assertThat(refusal("api-key:" + node, new Idempotency("new", "request")))
                .isNull();
    }

    @Test
    @DisplayName("of the gateway's keys only so many are kept, as anybody could send such a header")
    void manyBrief() {
        happens(START, "user:1", null, registered());
        for (var number = 0; number <= IdempotencyLog.MOST_BRIEF; number++) {
            happens(START, "user:1", new Idempotency("brief-" + number, "request", true), updated("a"));
        }
        assertThat(state.idempotency().brief()).hasSize(IdempotencyLog.MOST_BRIEF);
        assertThat(state.idempotency().byScope()).hasSize(IdempotencyLog.MOST_BRIEF);
        assertThat(state.idempotency().find("brief-0", START)).isEmpty();
        assertThat(state.idempotency().find("brief-1", START)).isPresent();
    }

    @Test
    @DisplayName(
            "while time stands still, after a clock that was ahead, the oldest of it gives way and none is refused")
    void standstill() {
        happens(START.minusSeconds(1), "user:1", null, registered());
        happens(START.minusSeconds(1), "user:1", new Idempotency("before", "request"), updated("b"));
        for (var number = 0; number <= IdempotencyLog.MOST_AT_ONCE; number++) {
            happens(START, "user:1", new Idempotency("scope-" + number, "request"), updated("a"));
        }
        var log = state.idempotency();
        assertThat(log.keys()).isEqualTo(IdempotencyLog.MOST_AT_ONCE + 1);
        assertThat(log.keysOf("user:1")).isEqualTo(log.keys());
        assertThat(log.find("before", START)).isPresent();
        assertThat(log.find("scope-0", START)).isEmpty();
        assertThat(log.find("scope-1", START)).isPresent();
        assertThat(refusal("user:1", new Idempotency("new", "request"), START.minus(Duration.ofDays(300))))
                .isNull();

        happens(START.plusMillis(1), "user:1", new Idempotency("on", "request"), updated("on"));
        assertThat(state.idempotency().keys()).isEqualTo(IdempotencyLog.MOST_AT_ONCE + 2);
        happens(START.plusMillis(1).plus(IdempotencyLog.KEPT), "user:1", null, updated("later"));
        assertThat(state.idempotency()).isEqualTo(IdempotencyLog.EMPTY);
    }

    @Test
    @DisplayName("a request to join that expired takes no node's place, though nothing has told so yet")
    void expiredRequests() {
        var end = START.plus(Duration.ofHours(24));
        for (var number = 1; number <= 10; number++) {
            happens(START, "system:join", null, request(number, end));
        }
        assertThat(refusal(request(11, end), end.minusMillis(1))).isInstanceOf(Rejection.Conflict.class);
        assertThat(refusal(request(11, end), end)).isNull();
        happens(START, "user:1", null, new NodeApproved(3, new UUID(5, 3), end));
        for (var number = 11; number < 20; number++) {
            happens(end, "system:join", null, request(number, end.plusSeconds(60)));
        }
        assertThat(refusal(request(20, end), end)).isInstanceOf(Rejection.Conflict.class);
    }

    @Test
    @DisplayName("a command about a socket is shown with the PDU and that socket's device, not with all others'")
    void socket() {
        var pdu = new UUID(6, 0);
        var device = new UUID(7, 2);
        happens(START, "user:1", null, registered());
        happens(START, "user:1", null, new PduCreated(pdu, PDU, sockets(4)));
        for (var number = 1; number <= 3; number++) {
            happens(START, "user:1", null, new DeviceCreated(new UUID(7, number), device("s" + number)));
            happens(START, "user:1", null, new SocketAssigned(pdu, new UUID(8, number), new UUID(7, number)));
        }
        happens(
                START,
                "user:1",
                new Idempotency("socket", "request"),
                new SocketUpdated(pdu, new UUID(8, 2), "named", "s2"));
        happens(START, "user:1", new Idempotency("pdu", "request"), new PduUpdated(pdu, PDU));
        happens(START, "user:1", null, new DeviceUpdated(device, device("changed")));

        var shown = state.idempotency().find("socket", START).orElseThrow().state();
        assertThat(shown.pdus().find(pdu).orElseThrow().assigned()).hasSize(3);
        assertThat(shown.devices().table().values()).extracting(Device::id).containsExactly(device);
        assertThat(shown.devices().find(device).orElseThrow().details().serialNumber())
                .isEqualTo("s2");
        assertThat(shown.version(new AggregateRef(AggregateType.DEVICE, device.toString())))
                .isEqualTo(1);
        assertThat(shown.servers().find(SERVER)).isPresent();
        assertThat(state.idempotency()
                        .find("pdu", START)
                        .orElseThrow()
                        .state()
                        .devices()
                        .table()
                        .size())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("those without a credential have one room together, so that many addresses do not take everybody's")
    void anonymous() {
        happens(START, "user:1", null, registered());
        keys("system:join@192.0.2.1", 1);
        keys("system:join@2001:db8::1", 2);
        assertThat(refusal("system:join@192.0.2.3", new Idempotency("new", "request")))
                .isInstanceOf(Rejection.NoRoom.class);
    }

    @Test
    @DisplayName("a fleet that has no room for another server says so, and what is there may change")
    void servers() {
        happens(START, "user:1", null, registered());
        var second = new ServerRegistered(new UUID(1, 2), "second", 2, Origin.API, details("b"));
        assertThat(refusal(second)).isNull();
        happens(START, "user:1", null, second);
        assertThat(refusal(new ServerRegistered(new UUID(1, 3), "third", 3, Origin.API, details("c"))))
                .isInstanceOfSatisfying(Rejection.Conflict.class, full -> {
                    assertThat(full.code()).isEqualTo("FLEET_FULL");
                    assertThat(full.message()).contains("2 of the kind server");
                });
        assertThat(refusal(updated("b"))).isNull();
        assertThat(refusal(new ServerDeleted(SERVER))).isNull();
    }

    private void keys(String actor, int count) {
        keys(actor, count, START);
    }

    private void keys(String actor, int count, Instant time) {
        for (var number = 0; number < count; number++) {
            var scope = actor + "-" + state.idempotency().keysOf(IdempotencyLog.owner(actor, state.identity()));
            happens(time, actor, new Idempotency(scope, "request"), updated("x" + state.sequence()));
        }
    }

    private @Nullable Rejection refusal(String actor, @Nullable Idempotency key) {
        return refusal(actor, key, START.plus(Duration.ofHours(1)));
    }

    private @Nullable Rejection refusal(String actor, @Nullable Idempotency key, Instant now) {
        return SMALL.refusal(state, (Decision.Accepted) Decision.accept(updated("new")), actor, key, now)
                .orElse(null);
    }

    private @Nullable Rejection refusal(FleetEvent event) {
        return refusal(event, START);
    }

    private @Nullable Rejection refusal(FleetEvent event, Instant now) {
        return SMALL.refusal(state, (Decision.Accepted) Decision.accept(event), "user:1", null, now)
                .orElse(null);
    }

    /** As the ledger's readers see it. */
    private void happens(Instant time, String actor, @Nullable Idempotency key, FleetEvent event) {
        var sequence = state.sequence() + 1;
        var metadata = new EventMetadata(
                new UUID(0, sequence),
                EventCatalog.typeOf(event),
                "test",
                time,
                event.aggregate(),
                FleetId.DEFAULT,
                sequence,
                state.version(event.aggregate()) + 1,
                actor,
                null,
                null,
                new UUID(2, sequence),
                new UUID(3, sequence),
                null,
                null,
                key);
        var record = LedgerRecords.seal(0, metadata, event, state.hash()).record();
        state = state.evolve(LedgerRecords.read(new Position(0, sequence), record.headers(), record.value()));
    }

    private static NodeJoinRequested request(int number, Instant end) {
        return new NodeJoinRequested(
                number,
                new UUID(5, number),
                new NodeDetails("node-" + number, null, null, false),
                new Concealed("code-" + number),
                end);
    }

    private static List<NewSocket> sockets(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new NewSocket(new UUID(8, number), number, "s" + number, "s" + number))
                .toList();
    }

    private static DeviceDetails device(String serial) {
        return new DeviceDetails(serial, null, null, DeviceStatus.ACTIVE, null, SERVER, null, null, null, null, null);
    }

    private static FleetEvent registered() {
        return new ServerRegistered(SERVER, "server", 1, Origin.API, details("first"));
    }

    private static FleetEvent updated(String name) {
        return new ServerUpdated(SERVER, details(name));
    }

    private static ServerDetails details(String name) {
        return new ServerDetails("host", name, 22, null, null, List.of());
    }
}
