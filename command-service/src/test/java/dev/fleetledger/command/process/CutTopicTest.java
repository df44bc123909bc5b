package dev.fleetledger.command.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.process.ScriptedLedger.Named;
import dev.fleetledger.embedded.EmbeddedKafka;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A topic that lost its end, while where its reader got to is still known, and that grew past there again. */
@Timeout(120)
class CutTopicTest {
    private static final int PARTITION = Topics.partitionOf(FleetId.DEFAULT);
    private static final String LOG = "log/" + Topics.OBSERVATIONS.topicName() + "-" + PARTITION;

    private static final class Words implements TopicProcess.Reaction<String> {
        @Override
        public List<String> read(byte[] value) {
            return List.of(new String(value, UTF_8));
        }

        @Override
        public List<SystemCommand> commands(List<String> told, FleetState state) {
            return told.stream()
                    .map(word -> SystemCommand.of(new Named(word), word))
                    .toList();
        }
    }

    @Test
    @SuppressWarnings("try") // the broker's close is the point
    @DisplayName("what was written after the cut is decided on, all of it")
    void nothingIsLeftOut(@TempDir Path folder) throws Exception {
        var older = folder.resolve("older");
        try (var kafka = EmbeddedKafka.start(
                EmbeddedKafka.Config.in(folder.resolve("kafka")).openToAll())) {
            var settings = KafkaSettings.singleBroker(kafka.client());
            new TopicProvisioner(settings).provision();
            write(settings, "kept");
            kafka.close();
            copy(folder.resolve("kafka").resolve(LOG), older);
            kafka.restart();
            write(settings, "lost");
            assertThat(decided(settings, "lost-4")).hasSize(10);

            kafka.close();
            delete(folder.resolve("kafka").resolve(LOG));
            copy(older, folder.resolve("kafka").resolve(LOG));
            kafka.restart();
            write(settings, "new");
            write(settings, "newer");
            assertThat(decided(settings, "newer-4")).containsAll(words("new")).containsAll(words("newer"));
        }
    }

    /** What a process asks for until that. */
    private static List<String> decided(KafkaSettings kafka, String last) throws InterruptedException {
        var ledger = new ScriptedLedger();
        var process = new TopicProcess<>(kafka, ledger, "test", Topics.OBSERVATIONS, "cut", new Words());
        process.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(ledger.asked()).contains(last));
        } finally {
            process.stop();
        }
        return ledger.asked();
    }

    private static List<String> words(String word) {
        return IntStream.range(0, 5).mapToObj(number -> word + "-" + number).toList();
    }

    private static void write(KafkaSettings kafka, String word) throws Exception {
        try (var producer =
                new KafkaProducer<>(kafka.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var each : words(word)) {
                producer.send(new ProducerRecord<>(
                                Topics.OBSERVATIONS.topicName(), PARTITION, new byte[0], each.getBytes(UTF_8)))
                        .get();
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (var file : files(from)) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }

    private static void delete(Path folder) throws IOException {
        for (var file : files(folder)) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
