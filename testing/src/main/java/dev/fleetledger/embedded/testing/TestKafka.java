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
                    // Nothing kills it, and a machine busy with tests may stall its heartbeats.
                    .with("broker.session.timeout.ms", "30000"));
            TestFolders.atExit(kafka, directory);
            return new TestKafka(kafka.bootstrapServers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Testcontainers removes its containers itself when this JVM ends.
    @SuppressWarnings("resource")
    private static TestKafka inContainer() {
        var container = new KafkaContainer("apache/kafka:4.2.1").withEnv(Settings.asVariables(Settings.QUICK));
        container.start();
        return new TestKafka(container.getBootstrapServers());
    }
}
