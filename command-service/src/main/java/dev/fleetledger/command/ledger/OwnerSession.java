package dev.fleetledger.command.ledger;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * An owner's hold on its partition, from taking it over until the first thing that goes wrong. The first
 * transaction commits the partition's offset with the group's generation: who was ousted before it could fence serves
 * nobody. From then on it is the only writer until it is fenced, and every answer that tells something follows a record that a
 * fenced one cannot write. Kafka acknowledges a commit before it writes the commit's end into the ledger, and a broker
 * that dies in between may never write it (KAFKA-20734); so an answer goes out once the ledger's readers have what it
 * tells.
 */
final class OwnerSession implements AutoCloseable {
    private final TopicPartition partition;
    private final Producer<byte[], byte[]> producer;
    private final Supplier<ConsumerGroupMetadata> group;
    private final CommandDecider decider;
    private final CommittedState committed;
    private final LedgerMetrics metrics;
    private final String url;
    private final Duration patience;
    private PartitionState state = PartitionState.EMPTY;
    /** True once all events of this session can be read in the ledger, as far as they are acknowledged. */
    private CompletableFuture<Boolean> visible = CompletableFuture.completedFuture(true);

    OwnerSession(
            int partition,
            Producer<byte[], byte[]> producer,
            Supplier<ConsumerGroupMetadata> group,
            CommandDecider decider,
            CommittedState committed,
            LedgerMetrics metrics,
            String url,
            Duration patience) {
        this.partition = new TopicPartition(Topics.EVENTS.topicName(), partition);
        this.producer = producer;
        this.group = group;
        this.decider = decider;
        this.committed = committed;
        this.metrics = metrics;
        this.url = url;
        this.patience = patience;
    }

    /** Fences the owner before this one and ends its transaction; from here on, nobody else writes to the partition. */
    void fence() {
        producer.initTransactions();
    }

    /**
     * Goes on from that state, which holds all of the partition, and makes known who owns it now.
     *
     * @param repairs what the views lack
     */
    void begin(PartitionState all, List<ProducerRecord<byte[], byte[]>> repairs) {
        state = all;
        var draft = new Draft(state);
        repairs.forEach(draft::add);
        write(draft, true);
    }

    /**
     * Whether everything acknowledged to this session is, or soon will be, in the ledger. If not, nothing decided on it
     * may be committed.
     */
    boolean sound() {
        return !(visible.isDone() && (visible.isCompletedExceptionally() || !visible.join()));
    }

    /**
     * Decides the commands and answers them once that is committed, and so is everything that it was decided on. If it
     * throws, they are answered: unavailable.
     */
    void commit(List<Pending> batch) {
        var begun = System.nanoTime();
        var draft = new Draft(state);
        batch.forEach(pending -> decider.decide(partition.partition(), pending, draft));
        var decided = System.nanoTime();
        try {
            write(draft, false);
        } catch (RuntimeException e) {
            unknown(batch);
            throw e;
        }
        var committedAt = System.nanoTime();
        state = draft.committed();
        var answered = List.copyOf(batch);
        visible = visible.whenComplete((seen, failure) -> {
            if (failure == null && seen) {
                measure(answered, draft, begun, decided, committedAt);
                draft.reply();
            } else {
                unknown(answered);
            }
        });
    }

    private void measure(List<Pending> batch, Draft draft, long begun, long decided, long committedAt) {
        var seen = System.nanoTime();
        metrics.batchSize().update(batch.size());
        metrics.commit().update(committedAt - decided, NANOSECONDS);
        metrics.commands().inc(batch.size());
        metrics.events().inc(draft.events());
        metrics.queued()
                .inc(batch.stream()
                        .mapToLong(pending -> begun - pending.since())
                        .sum());
        metrics.decided().inc(batch.size() * (decided - begun));
        metrics.committed().inc(batch.size() * (committedAt - decided));
        metrics.seen().inc(batch.size() * (seen - committedAt));
    }

    private static void unknown(List<Pending> batch) {
        batch.forEach(pending -> pending.unavailable("The outcome of the command is not known; ask again"));
    }

    private void write(Draft draft, boolean takesOver) {
        producer.beginTransaction();
        var seen = draft.expectIn(committed, partition.partition());
        committed.offer(partition.partition(), draft.decided());
        var events = draft.send(producer);
        if (takesOver) {
            var offset = new OffsetAndMetadata(draft.committed().nextOffset(), url);
            producer.sendOffsetsToTransaction(Map.of(partition, offset), group.get());
        }
        producer.commitTransaction();
        draft.checkOffsets(events);
        if (seen != null) {
            visible = visible.thenCombine(seen, Boolean::logicalAnd).orTimeout(patience.toMillis(), MILLISECONDS);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
