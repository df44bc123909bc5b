package dev.fleetledger.command.ledger;

import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long the ledger's partitions are. */
final class LedgerEnds {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerEnds.class);

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

    /**
     * Aborts transactions that are open in a partition though its writer is fenced: a broker that was killed can forget
     * one, and would then hold readers back for good. Nobody was told that any of it is committed.
     */
    void abortForgotten(int partition) throws InterruptedException {
        var topic = new TopicPartition(Topics.EVENTS.topicName(), partition);
        try {
            var producers = admin.describeProducers(List.of(topic))
                    .partitionResult(topic)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .activeProducers();
            for (var producer : producers) {
                if (producer.currentTransactionStartOffset().isPresent()) {
                    LOG.warn("partition {}: a transaction that Kafka forgot is aborted: {}", partition, producer);
                    var forgotten = new AbortTransactionSpec(
                            topic,
                            producer.producerId(),
                            (short) producer.producerEpoch(),
                            producer.coordinatorEpoch().orElse(0));
                    admin.abortTransaction(forgotten).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a forgotten transaction in " + topic + " could not be aborted", e);
        }
    }
}
