package dev.fleetledger.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class PositionBarrierTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    void waitsForTheProjectorAndOnlyForALivingOne() throws Exception {
        var settings = KafkaSettings.singleBroker(TestServers.kafka());
        new TopicProvisioner(settings).provision();
        try (var barrier = PositionBarrier.start(settings);
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var producer = new KafkaProducer<>(
                        settings.client(Map.of()), new StringSerializer(), new StringSerializer())) {

            var waiting = CompletableFuture.supplyAsync(
                    () -> barrier.await("barrier-test", new Position(2, 7), LONG), threads);
            announce(producer, "barrier-test/2", 6);
            await().atMost(LONG).until(() -> barrier.await("barrier-test", new Position(2, 6), SHORT));
            assertThat(waiting).isNotDone();
            announce(producer, "barrier-test/2", 7);
            assertThat(waiting.get()).isTrue();

            // It was silent for a whole wait: nobody waits for it again ...
            assertThat(barrier.await("barrier-test", new Position(2, 9), SHORT)).isFalse();
            assertThat(atOnce(() -> barrier.await("barrier-test", new Position(2, 9), LONG)))
                    .isFalse();
            // ... until it speaks again.
            announce(producer, "barrier-test/2", 8);
            announce(producer, "barrier-test/2", 9);
            await().atMost(LONG).until(() -> barrier.await("barrier-test", new Position(2, 9), SHORT));

            // So far behind, it will not make it.
            assertThat(atOnce(() -> barrier.await("barrier-test", new Position(2, 20_000), LONG)))
                    .isFalse();
        }
    }

    private static boolean atOnce(java.util.function.BooleanSupplier wait) {
        return CompletableFuture.supplyAsync(wait::getAsBoolean)
                .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private static void announce(KafkaProducer<String, String> producer, String key, long offset) throws Exception {
        producer.send(new ProducerRecord<>(Topics.PROJECTED.topicName(), key, Long.toString(offset)))
                .get();
    }
}
