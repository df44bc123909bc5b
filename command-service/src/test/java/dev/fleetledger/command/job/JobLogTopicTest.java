package dev.fleetledger.command.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.FreeSpace;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.job.JobLine;
import dev.fleetledger.schemas.job.LogLevel;
import dev.fleetledger.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class JobLogTopicTest {
    private static final Instant NOW = Instant.parse("2026-01-18T10:30:00.123Z");
    private static final KafkaSettings KAFKA = KafkaSettings.singleBroker(TestServers.kafka());

    @Test
    void theLinesOfAJobAreInOnePartitionInTheirOrder() {
        new TopicProvisioner(KAFKA).provision();
        var job = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        var lines = LongStream.rangeClosed(1, 100)
                .mapToObj(seq -> new JobLine(job, seq, NOW, LogLevel.INFO, "line " + seq))
                .toList();
        try (var topic = new JobLogTopic(KAFKA, FreeSpace.elsewhere())) {
            topic.write(lines);
        }
        var found = of(job, lines.size());
        assertThat(found)
                .extracting(ConsumerRecord::partition)
                .containsOnly(found.getFirst().partition());
        assertThat(found).allSatisfy(record -> assertThat(record.key()).isEqualTo("default/" + job));
        assertThat(found)
                .extracting(record -> AvroCodec.of(JobLine.class).decode(record.value()))
                .isEqualTo(lines);
    }

    @Test
    void withoutKafkaTheyAreNotSaidToBeKept() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (var topic = new JobLogTopic(KafkaSettings.singleBroker("127.0.0.1:" + nobody), FreeSpace.elsewhere())) {
            var lines = List.of(new JobLine(1, 1, NOW, LogLevel.INFO, "line"));
            assertThatThrownBy(() -> topic.write(lines)).isInstanceOf(UnavailableException.class);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> of(long job, int count) {
        var properties = KAFKA.client(Map.of("enable.auto.commit", false));
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, Topics.JOB_LOGS.partitions())
                    .mapToObj(partition -> new TopicPartition(Topics.JOB_LOGS.topicName(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().endsWith("/" + job)) {
                        found.add(record);
                    }
                });
                return found.size() >= count;
            });
            return found;
        }
    }
}
