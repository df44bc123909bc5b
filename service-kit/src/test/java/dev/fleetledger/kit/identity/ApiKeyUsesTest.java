package dev.fleetledger.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TestTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ApiKeyUsesTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final KafkaSettings KAFKA = KafkaSettings.singleBroker(TestServers.kafka());
    private static final Instant NOW = Instant.parse("2026-01-18T10:30:00Z");

    @Test
    void aUseIsKnownHereAtOnceAndElsewhereSoon() throws ExecutionException, InterruptedException {
        var now = new AtomicReference<>(NOW);
        var key = UUID.randomUUID();
        try (var topic = new TestTopic(TestServers.kafka());
                var here = new ApiKeyUses(topic.spec(), KAFKA, now::get, Duration.ofMillis(100));
                var elsewhere = new ApiKeyUses(topic.spec(), KAFKA, now::get, Duration.ofHours(1))) {
            here.start();
            elsewhere.start();
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> here.lastUsed(key).isEmpty());
            here.used(key);
            assertThat(here.lastUsed(key)).contains(NOW);
            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(elsewhere.lastUsed(key)).contains(NOW));
            now.set(NOW.plusSeconds(90));
            elsewhere.used(key);
            assertThat(elsewhere.lastUsed(key)).contains(NOW.plusSeconds(90));
            assertThat(elsewhere.lastUsed(UUID.randomUUID())).isEmpty();
        }
    }
}
