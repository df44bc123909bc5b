package dev.fleetledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
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
            Records.createTopic(kafka.client());
            try (var producer = Records.producer(kafka.client(), "writer")) {
                producer.initTransactions();
                Records.commit(producer, "kept");
                producer.beginTransaction();
                assertThat(producer.send(Records.note("dropped")).get().hasOffset())
                        .isTrue();
                producer.abortTransaction();
            }
            assertThat(Records.committed(kafka.client())).containsExactly("kept");
        }
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(directory))) {
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            assertThat(Records.committed(kafka.client())).containsExactly("kept");
        }
    }

    @Test
    void a_producer_goes_on_after_a_restart() throws Exception {
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(directory))) {
            Records.createTopic(kafka.client());
            try (var producer = Records.producer(kafka.client(), "writer")) {
                producer.initTransactions();
                Records.commit(producer, "before");
                kafka.restart();
                Records.commit(producer, "after");
            }
            assertThat(Records.committed(kafka.client())).containsExactly("before", "after");
        }
    }

    @Test
    void a_durable_broker_flushes_every_commit() throws Exception {
        try (var kafka = EmbeddedKafka.start(
                        EmbeddedKafka.Config.in(directory).withDurability().with("num.io.threads", "3"));
                var admin = Records.admin(kafka.client())) {
            Records.createTopic(kafka.client());
            try (var producer = Records.producer(kafka.client(), "writer")) {
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
                var admin = Records.admin(kafka.client())) {
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

    @Test
    void only_those_who_can_read_the_folder_get_in() throws Exception {
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(directory))) {
            Records.createTopic(kafka.client());
            for (var file : List.of("password", "client.properties")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                        .isEqualTo("rw-------");
            }
            var password = Files.readString(directory.resolve("password"));
            var wrong = new HashMap<>(kafka.client());
            wrong.computeIfPresent("sasl.jaas.config", (name, value) -> value.replace(password, "guessed"));
            var none = Map.of("bootstrap.servers", kafka.bootstrapServers());
            var ports = new Properties();
            try (var in = Files.newInputStream(directory.resolve("ports.properties"))) {
                ports.load(in);
            }
            var controller = "127.0.0.1:" + ports.getProperty("controller");
            for (var client : List.of(wrong, none, atController(wrong, controller), atController(none, controller))) {
                assertThat(answered(client)).as(client.toString()).isFalse();
            }
            assertThat(answered(kafka.client())).isTrue();
            assertThat(answered(atController(kafka.client(), controller))).isTrue();
        }
    }

    @Test
    void a_folder_without_a_password_gets_one_and_keeps_its_records() throws Exception {
        String address;
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(directory).openToAll())) {
            address = kafka.bootstrapServers();
            Records.createTopic(kafka.client());
            try (var producer = Records.producer(kafka.client(), "writer")) {
                producer.initTransactions();
                Records.commit(producer, "kept");
            }
        }
        assertThat(directory.resolve("password")).doesNotExist();
        for (var start = 0; start < 2; start++) {
            try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(directory))) {
                assertThat(kafka.bootstrapServers()).isEqualTo(address);
                assertThat(Records.committed(kafka.client())).containsExactly("kept");
                assertThat(answered(Map.of("bootstrap.servers", address))).isFalse();
            }
        }
    }

    private static Map<String, String> atController(Map<String, String> client, String address) {
        var other = new HashMap<>(client);
        other.remove("bootstrap.servers");
        other.put("bootstrap.controllers", address);
        return other;
    }

    /** Whether the node does what such a client asks of it. */
    private static boolean answered(Map<String, String> client) throws InterruptedException {
        var config = new HashMap<String, Object>(client);
        config.put("default.api.timeout.ms", "3000");
        config.put("request.timeout.ms", "3000");
        try (var admin = Admin.create(config)) {
            return admin.describeCluster().nodes().get().size() == 1;
        } catch (ExecutionException e) {
            return false;
        }
    }
}
