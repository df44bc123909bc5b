package dev.fleetledger.embedded.testing;

import dev.fleetledger.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.testcontainers.kafka.KafkaContainer;

/** The broker that this JVM's tests share. */
record TestKafka(String bootstrapServers) {
    static final TestKafka SHARED = Docker.chosen() ? inContainer() : embedded();

    private static TestKafka embedded() {
        try {
            var directory = TestFolders.temporary("fleet-kafka-");
            var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(directory)
                    .openToAll()
                    // Nothing kills it, and a machine busy with tests may stall its heartbeats.
                    .with("broker.session.timeout.ms", "30000")
                    // Tests' clocks stand still in the past: what they write would be too old to be kept.
                    .with("log.initial.task.delay.ms", "86400000"));
            TestFolders.atExit(kafka, directory);
            return new TestKafka(kafka.bootstrapServers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Testcontainers removes its containers itself when this JVM ends.
    @SuppressWarnings("resource")
    private static TestKafka inContainer() {
        var container = new KafkaContainer("apache/kafka:4.2.1")
                .withEnv(Settings.asVariables(Settings.QUICK))
                .withEnv("KAFKA_LOG_INITIAL_TASK_DELAY_MS", "86400000");
        container.start();
        return new TestKafka(container.getBootstrapServers());
    }
}
