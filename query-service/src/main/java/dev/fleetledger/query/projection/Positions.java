package dev.fleetledger.query.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.topic.Topics;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells on {@code fleet.projected} how far the projectors are. */
public final class Positions implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    public Positions(KafkaSettings kafka) {
        this(kafka, Topics.PROJECTED.topicName());
    }

    /** On a topic of another name, for tests. */
    public Positions(KafkaSettings kafka, String topic) {
        this.topic = topic;
        var settings = Map.of(
                ProducerConfig.CLIENT_ID_CONFIG, "positions",
                ProducerConfig.LINGER_MS_CONFIG, 0,
                // Who waits for an announcement can do without; the projector goes on.
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000);
        producer = new KafkaProducer<>(kafka.client(settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Tells that a projector's tables are true for this offset of the ledger's partition. Does not wait. */
    void announce(String projector, int partition, long offset) {
        var key = (projector + "/" + partition).getBytes(UTF_8);
        var value = Long.toString(offset).getBytes(UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, key, value), (sent, failure) -> {
            if (failure != null) {
                LOG.warn("could not tell that {} has reached {}:{}", projector, partition, offset, failure);
            }
        });
    }

    @Override
    public void stop() {
        producer.close(Duration.ofSeconds(5));
    }
}
