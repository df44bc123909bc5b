package dev.fleetledger.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.topic.Topics;
import org.junit.jupiter.api.Test;

class ApiDocumentsTest {
    private static final KafkaSettings KAFKA = KafkaSettings.singleBroker(TestServers.kafka());

    @Test
    void whatAServiceTellsLastIsKnownToTheOthers() throws JsonProcessingException {
        new TopicProvisioner(KAFKA).provision();
        var first = document("/api/v1/first");
        var later = document("/api/v1/later");
        var other = document("/api/v1/other");
        try (var here = ApiDocuments.start(Topics.API_DOCUMENTS, KAFKA);
                var there = ApiDocuments.start(Topics.API_DOCUMENTS, KAFKA)) {
            here.tell("one", first);
            here.tell("one", later);
            there.tell("two", other);
            await().untilAsserted(() -> {
                assertThat(here.all()).containsExactlyInAnyOrder(later, other);
                assertThat(there.all()).containsExactlyInAnyOrder(later, other);
            });
        }
    }

    private static ObjectNode document(String path) throws JsonProcessingException {
        return (ObjectNode) Json.mapper().readTree("{\"paths\":{\"" + path + "\":{}}}");
    }
}
