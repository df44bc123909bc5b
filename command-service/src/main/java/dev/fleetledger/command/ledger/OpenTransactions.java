package dev.fleetledger.command.ledger;

import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that are open in the ledger though their writer is fenced. Kafka ends them when it fences; but a broker
 * that dies at the wrong moment forgets one (KAFKA-20734), which then holds back every reader for good. Nobody was told
 * that any of it is committed.
 */
final class OpenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);

    private final Admin admin;
    private final Duration patience;

    OpenTransactions(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    /**
     * Aborts what is open in a partition of the ledger, and what its writer left open elsewhere; called by who has just
     * fenced that writer, before anything else is written.
     */
    void abort(int partition) throws InterruptedException {
        var transactionalId = LedgerSettings.transactionalId(partition);
        var writer = get(admin.describeTransactions(List.of(transactionalId)).description(transactionalId))
                .producerId();
        // Whoever else writes here is no owner and has no business to.
        abort(new TopicPartition(Topics.EVENTS.topicName(), partition), producer -> true);
        for (var shared : List.of(
                new TopicPartition(Topics.OUTCOMES.topicName(), partition),
                new TopicPartition(Topics.IDENTITY.topicName(), 0))) {
            abort(shared, producer -> producer.producerId() == writer);
        }
    }

    private void abort(TopicPartition partition, Predicate<ProducerState> orphaned) throws InterruptedException {
        var producers = get(admin.describeProducers(List.of(partition)).partitionResult(partition))
                .activeProducers();
        for (var producer : producers) {
            if (producer.currentTransactionStartOffset().isPresent() && orphaned.test(producer)) {
                LOG.warn("{}: a transaction that was left open is aborted: {}", partition, producer);
                get(admin.abortTransaction(new AbortTransactionSpec(
                                partition,
                                producer.producerId(),
                                (short) producer.producerEpoch(),
                                producer.coordinatorEpoch().orElse(0)))
                        .all());
            }
        }
    }

    private <T> T get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("open transactions could not be looked for and ended", e);
        }
    }
}
