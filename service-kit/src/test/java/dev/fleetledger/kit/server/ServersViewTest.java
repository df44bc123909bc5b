package dev.fleetledger.kit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.kafka.CompactedView;
import dev.fleetledger.kit.kafka.TestTopic;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServersViewTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Instant THEN = Instant.parse("2026-01-18T10:00:00Z");

    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean understands = new AtomicBoolean(true);

    @Test
    void changesAreToldHoweverLongItWasOutOfTouchAndTheFirstReadingIsNone() throws Exception {
        // So short that it counts as out of touch at every record.
        var never = Duration.ofNanos(1);
        try (var topic = new TestTopic(TestServers.kafka())) {
            put(topic, 1, Health.UNKNOWN);
            var view = view(topic, never);
            try (var servers = following(view)) {
                view.start();
                assertThat(view.awaitLatest(SOON)).isTrue();
                assertThat(servers.ready()).isFalse();
                assertThat(told).isEmpty();
                put(topic, 1, Health.ONLINE);
                put(topic, 2, Health.UNKNOWN);
                topic.put(id(1).toString(), null);
                assertThat(view.awaitLatest(SOON)).isTrue();
                assertThat(told).containsExactly("1:UNKNOWN>1:ONLINE", "null>2:UNKNOWN", "1:ONLINE>null");
            }
        }
    }

    @Test
    void whatChangedUntilItIsReadAgainIsToldThenAndNothingTwice() throws Exception {
        try (var topic = new TestTopic(TestServers.kafka())) {
            put(topic, 1, Health.UNKNOWN);
            put(topic, 2, Health.UNKNOWN);
            var view = view(topic, SOON);
            try (var servers = following(view)) {
                view.start();
                assertThat(view.awaitLatest(SOON)).isTrue();
                understands.set(false);
                put(topic, 1, Health.ONLINE);
                await().atMost(SOON).until(() -> !servers.ready());
                topic.put(id(2).toString(), null);
                put(topic, 3, Health.UNKNOWN);
                understands.set(true);
                await().atMost(Duration.ofSeconds(30)).until(servers::ready);
                assertThat(view.awaitLatest(SOON)).isTrue();
                assertThat(told).containsExactlyInAnyOrder("1:UNKNOWN>1:ONLINE", "2:UNKNOWN>null", "null>3:UNKNOWN");
            }
        }
    }

    private ServersView following(CompactedView<Optional<ServerSnapshot>> view) {
        var servers = new ServersView(view);
        servers.listen((before, after) -> told.add(name(before) + ">" + name(after)));
        return servers;
    }

    private CompactedView<Optional<ServerSnapshot>> view(TestTopic topic, Duration stallLimit) {
        return new CompactedView<>(
                topic.spec(),
                topic.client(),
                (key, value) -> {
                    if (!understands.get()) {
                        throw new IllegalArgumentException("what is this?");
                    }
                    return ServersView.decode(key, value);
                },
                stallLimit);
    }

    private static String name(@Nullable ServerSnapshot server) {
        return server == null ? "null" : server.number() + ":" + server.health();
    }

    private static void put(TestTopic topic, long number, Health health)
            throws ExecutionException, InterruptedException {
        topic.put(id(number).toString(), AvroCodec.of(ServerSnapshot.class).encode(server(number, health)));
    }

    private static UUID id(long number) {
        return new UUID(1, number);
    }

    private static ServerSnapshot server(long number, Health health) {
        return new ServerSnapshot(
                id(number),
                "web-" + number,
                number,
                new ServerDetails("web", "web", 22, null, null, List.of()),
                THEN,
                THEN,
                1,
                health,
                null,
                null,
                null,
                null,
                null,
                Lifecycle.NEW);
    }
}
