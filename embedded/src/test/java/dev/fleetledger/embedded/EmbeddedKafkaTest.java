package dev.fleetledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedKafkaTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void committed_transactions_survive_close_and_open() throws Exception {
        String address;
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(directory))) {
            address = kafka.bootstrapServers();
            Records.createTopic(address);
            try (var producer = Records.producer(address, "writer")) {
                producer.initTransactions();
                Records.commit(producer, "kept");
                producer.beginTransaction();
                assertThat(producer.send(Records.note("dropped")).get().hasOffset())
                        .isTrue();
                producer.abortTransaction();
            }
            assertThat(Records.committed(address)).containsExactly("kept");
        }
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(directory))) {
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            assertThat(Records.committed(address)).containsExactly("kept");
        }
    }

    @Test
    void a_producer_goes_on_after_a_restart() throws Exception {
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(directory))) {
            Records.createTopic(kafka.bootstrapServers());
            try (var producer = Records.producer(kafka.bootstrapServers(), "writer")) {
                producer.initTransactions();
                Records.commit(producer, "before");
                kafka.restart();
                Records.commit(producer, "after");
            }
            assertThat(Records.committed(kafka.bootstrapServers())).containsExactly("before", "after");
        }
    }

    @Test
    void a_durable_broker_flushes_every_commit() throws Exception {
        try (var kafka = EmbeddedKafka.start(
                        EmbeddedKafka.Config.in(directory).withDurability().with("num.io.threads", "3"));
                var admin = Records.admin(kafka.bootstrapServers())) {
            Records.createTopic(kafka.bootstrapServers());
            try (var producer = Records.producer(kafka.bootstrapServers(), "writer")) {
                producer.initTransactions();
                Records.commit(producer, "kept");
            }
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, "__transaction_state");
            var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
            var configs = admin.describeConfigs(List.of(topic, broker)).all().get(30, TimeUnit.SECONDS);
            assertThat(configs.get(topic)).isNotNull().satisfies(c -> {
                assertThat(c.get("flush.messages").value()).isEqualTo("1");
                assertThat(c.get("cleanup.policy").value()).isEqualTo("compact");
            });
            assertThat(configs.get(broker))
                    .isNotNull()
                    .satisfies(c -> assertThat(c.get("num.io.threads").value()).isEqualTo("3"));
            assertThat(admin.describeTopics(List.of("__transaction_state"))
                            .allTopicNames()
                            .get(30, TimeUnit.SECONDS))
                    .allSatisfy(
                            (name, topic1) -> assertThat(topic1.partitions()).hasSize(4));
        }
    }

    @Test
    void transactions_are_those_of_version_2() throws Exception {
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(directory));
                var admin = Records.admin(kafka.bootstrapServers())) {
            var features = admin.describeFeatures().featureMetadata().get(30, TimeUnit.SECONDS);
            assertThat(features.finalizedFeatures().get("transaction.version"))
                    .isNotNull()
                    .satisfies(v -> assertThat(v.maxVersionLevel()).isEqualTo((short) 2));
        }
    }

    @Test
    void a_wanted_port_that_is_taken_is_named() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var config = EmbeddedKafka.Config.in(directory).onPort(other.getLocalPort());
            assertThatThrownBy(() -> EmbeddedKafka.start(config))
                    .isInstanceOf(PlatformFailure.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " is in use");
        }
    }
}
