package dev.fleetledger.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicProvisionerTest {
    private final KafkaSettings settings = KafkaSettings.singleBroker(TestServers.kafka());

    @Test
    void theCatalogueIsMadeOnceAndFoundAgain() throws Exception {
        new TopicProvisioner(settings).provision();
        new TopicProvisioner(settings).provision();

        try (var admin = Admin.create(settings.client(Map.of()))) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.all().stream().map(TopicSpec::topicName).toList());
            assertThat(config(admin, Topics.EVENTS.topicName(), "retention.ms")).isEqualTo("-1");
        }
    }

    @Test
    void aSingleBrokerMayBeToldToFlushTopicsThatAreThere() throws Exception {
        new TopicProvisioner(settings).provision();
        var flushing = new ObjectMapper().readValue("""
                {"bootstrapServers": "%s", "replicationFactor": 1, "minInsyncReplicas": 1, "flushEveryEvent": true}""".formatted(TestServers.kafka()), KafkaSettings.class);
        new TopicProvisioner(flushing).provision();

        try (var admin = Admin.create(settings.client(Map.of()))) {
            // The broker tells of a change a moment after the controller has it.
            await().untilAsserted(() -> assertThat(config(admin, Topics.EVENTS.topicName(), "flush.messages"))
                    .isEqualTo("1"));
        }
    }

    @Test
    void topicsThatAreThereAreToldToTakeWhatIsDatedLater() throws Exception {
        var before = new TopicSpec("provisioned.dated", 1, "k", "m", Map.of());
        new TopicProvisioner(settings).provision(List.of(before));
        var later = Map.of(Topics.LATEST, Long.toString(Long.MAX_VALUE));
        new TopicProvisioner(settings).provision(List.of(new TopicSpec("provisioned.dated", 1, "k", "m", later)));

        try (var admin = Admin.create(settings.client(Map.of()))) {
            await().untilAsserted(() -> assertThat(config(admin, "provisioned.dated", Topics.LATEST))
                    .isEqualTo(later.get(Topics.LATEST)));
        }
    }

    @Test
    void whatIsNotAsNeededIsRefusedByName() {
        var topic = new TopicSpec("provisioned.before", 2, "k", "m", Map.of("retention.ms", "-1"));
        new TopicProvisioner(settings).provision(List.of(topic));

        var partitions = new TopicSpec("provisioned.before", 3, "k", "m", Map.of());
        assertThatThrownBy(() -> new TopicProvisioner(settings).provision(List.of(partitions)))
                .isInstanceOf(KafkaSetupException.class)
                .hasMessageContaining("provisioned.before has 2 partitions, but this version needs 3");

        var retention = new TopicSpec("provisioned.before", 2, "k", "m", Map.of("retention.ms", "5"));
        assertThatThrownBy(() -> new TopicProvisioner(settings).provision(List.of(retention)))
                .hasMessageContaining("provisioned.before has retention.ms=-1, but this version needs 5");

        assertThatThrownBy(() ->
                        new TopicProvisioner(KafkaSettings.replicated(TestServers.kafka())).provision(List.of(topic)))
                .hasMessageContaining("1 replicas of partition 0, but kafka.replicationFactor is 3");
    }

    private static String config(Admin admin, String topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var configs = admin.describeConfigs(List.of(resource)).all().get();
        return Objects.requireNonNull(configs.get(resource)).get(name).value();
    }
}
