package dev.fleetledger.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    @Test
    void defaults() throws Exception {
        var settings = new ObjectMapper().readValue("{}", KafkaSettings.class);
        assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(settings.replicationFactor()).isEqualTo(3);
        assertThat(settings.minInsyncReplicas()).isEqualTo(2);
        assertThat(settings.flushEveryEvent()).isFalse();
        assertThat(settings.ownerTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(settings.clientProperties()).isEmpty();
    }

    @Test
    void everySettingCanBeSet() throws Exception {
        var settings = new ObjectMapper().readValue("""
                {"bootstrapServers": "kafka:9093", "replicationFactor": 1, "minInsyncReplicas": 1,
                 "flushEveryEvent": true, "ownerTimeout": "2s", "clientProperties": {"security.protocol": "SSL"}}""", KafkaSettings.class);
        assertThat(settings.flushEveryEvent()).isTrue();
        assertThat(settings.ownerTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.replicationFactor()).isEqualTo(1);
        assertThat(settings.minInsyncReplicas()).isEqualTo(1);
        assertThat(settings.client(Map.of("acks", "all")))
                .containsAllEntriesOf(
                        Map.of("bootstrap.servers", "kafka:9093", "security.protocol", "SSL", "acks", "all"))
                .containsEntry("default.api.timeout.ms", 20_000);
        assertThat(settings.client(Map.of("default.api.timeout.ms", 1))).containsEntry("default.api.timeout.ms", 1);
    }
}
