package dev.fleetledger.command.ledger;

import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that are open in the ledger though their writer is fenced. Kafka ends them when it fences; but a broker
 * that dies at the wrong moment forgets one (KAFKA-20734), which then holds back every reader for good. Nobody was told
 * that any of it is committed.
 *
 * <p>An abort goes past the coordinator, so it must not meet the transaction of a younger owner, to whom this one may have
 * lost the partition since it fenced. What is open is looked for first, and only then who may write: whatever is not that
 * one's was left by somebody before it. And if that one has begun to write, this owner is no longer it.
 */
final class OpenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);

    private final Admin admin;
    private final List<TransactionalView> views;
    private final Duration patience;

    OpenTransactions(Admin admin, List<TransactionalView> views, Duration patience) {
        this.admin = admin;
        this.views = List.copyOf(views);
        this.patience = patience;
    }

    /**
     * Aborts what is open in a partition of the ledger, and what its writer left open elsewhere; called by who has just
     * fenced that writer, before anything else is written. Throws IllegalStateException if another has fenced this one and
     * writes already.
     *
     * @return whether there was any
     */
    boolean abort(int partition) throws InterruptedException {
        var ledger = new TopicPartition(Topics.EVENTS.topicName(), partition);
        var places = new HashSet<>(shared(partition));
        places.add(ledger);
        var found = get(admin.describeProducers(places).all());
        var writer = writer(partition);
        var any = false;
        for (var place : places) {
            for (var producer : open(found, place)) {
                // Whoever else writes to the ledger is no owner and has no business to.
                if (place.equals(ledger) || producer.producerId() == writer.producerId()) {
                    any |= abort(place, producer, writer);
                }
            }
        }
        return any;
    }

    /** Where else the owner of a partition writes. */
    Set<TopicPartition> shared(int partition) {
        var shared = views.stream()
                .flatMap(view -> view.writes().stream())
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(number -> new TopicPartition(topic.topicName(), number)))
                .collect(Collectors.toSet());
        shared.add(new TopicPartition(Topics.OUTCOMES.topicName(), partition));
        return shared;
    }

    private TransactionDescription writer(int partition) throws InterruptedException {
        var transactionalId = LedgerSettings.transactionalId(partition);
        var writer = get(admin.describeTransactions(List.of(transactionalId)).description(transactionalId));
        if (writer.state() != TransactionState.EMPTY) {
            throw new IllegalStateException("partition " + partition + " has a younger owner, which writes: " + writer);
        }
        return writer;
    }

    private static List<ProducerState> open(Map<TopicPartition, PartitionProducerState> found, TopicPartition place) {
        return Objects.requireNonNull(found.get(place)).activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .toList();
    }

    private boolean abort(TopicPartition place, ProducerState producer, TransactionDescription writer)
            throws InterruptedException {
        if (producer.producerId() == writer.producerId() && producer.producerEpoch() >= writer.producerEpoch()) {
            return false;
        }
        LOG.warn("{}: a transaction that was left open is aborted: {}", place, producer);
        get(admin.abortTransaction(new AbortTransactionSpec(
                        place,
                        producer.producerId(),
                        (short) producer.producerEpoch(),
                        producer.coordinatorEpoch().orElse(0)))
                .all());
        return true;
    }

    private <T> T get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("open transactions could not be looked for and ended", e);
        }
    }
}
