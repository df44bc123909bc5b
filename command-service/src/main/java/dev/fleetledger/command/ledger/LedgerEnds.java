package dev.fleetledger.command.ledger;

import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How long the ledger's partitions are. */
final class LedgerEnds {
    private final Admin admin;
    private final Duration patience;

    LedgerEnds(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    /** The offset after the last one, of whatever kind; throws IllegalStateException if Kafka does not say. */
    long of(int partition) throws InterruptedException {
        var topic = new TopicPartition(Topics.EVENTS.topicName(), partition);
        try {
            return admin.listOffsets(Map.of(topic, OffsetSpec.latest()))
                    .partitionResult(topic)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the end of " + topic + " could not be looked up", e);
        }
    }
}
