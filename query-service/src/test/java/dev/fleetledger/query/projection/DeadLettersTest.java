package dev.fleetledger.query.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.testing.TestLedger;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    @Test
    void aLetterIsKeptWithItsOriginAndReasonAndCounted() {
        try (var ledger = new TestLedger()) {
            var topic = ledger.create(Topics.DEAD_LETTERS).topicName();
            var letters = new DeadLetters(ledger.kafka(), topic);
            var value = new byte[] {1, 2};
            letters.put(
                    new ConsumerRecord<>(
                            "fleet.telemetry",
                            3,
                            42,
                            1_768_732_200_000L,
                            TimestampType.CREATE_TIME,
                            -1,
                            value.length,
                            null,
                            value,
                            new RecordHeaders(),
                            Optional.empty()),
                    "cut off");
            letters.stop();
            assertThat(letters.count()).isOne();

            var settings = ledger.kafka().client(Map.of());
            try (var consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                var partition = new TopicPartition(topic, 0);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                assertThat(consumer.poll(Duration.ofSeconds(10)).records(partition))
                        .singleElement()
                        .satisfies(letter -> {
                            assertThat(new String(letter.key(), UTF_8)).isEqualTo("fleet.telemetry:3:42");
                            assertThat(letter.value()).containsExactly(1, 2);
                            assertThat(new String(
                                            letter.headers()
                                                    .lastHeader("reason")
                                                    .value(),
                                            UTF_8))
                                    .isEqualTo("cut off");
                        });
            }
        }
    }
}
