package dev.fleetledger.command.ledger;

import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An owner's hold on its partition, from taking it over until the first thing that goes wrong. Every transaction, also
 * one without events, commits the partition's offset with the group's generation, so that neither a fenced nor an ousted
 * owner gets any answer out.
 */
final class OwnerSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerSession.class);

    private final TopicPartition partition;
    private final Producer<byte[], byte[]> producer;
    private final Supplier<ConsumerGroupMetadata> group;
    private final CommandDecider decider;
    private final CommittedState committed;
    private final LedgerMetrics metrics;
    private final String url;
    private PartitionState state = PartitionState.EMPTY;

    OwnerSession(
            int partition,
            Producer<byte[], byte[]> producer,
            Supplier<ConsumerGroupMetadata> group,
            CommandDecider decider,
            CommittedState committed,
            LedgerMetrics metrics,
            String url) {
        this.partition = new TopicPartition(Topics.EVENTS.topicName(), partition);
        this.producer = producer;
        this.group = group;
        this.decider = decider;
        this.committed = committed;
        this.metrics = metrics;
        this.url = url;
    }

    /** Fences the owner before this one and ends its transaction; from here on, nobody else writes to the partition. */
    void fence() {
        producer.initTransactions();
    }

    /** Goes on from that state, which holds all of the partition, and makes known who owns it now. */
    void begin(PartitionState all) {
        state = all;
        write(new Draft(state));
    }

    /**
     * Decides the commands and answers them once that is committed. Throws CommitFailedException if nothing was, because
     * the group's generation has passed: none of them is answered. Whatever else it throws, they are: unavailable.
     */
    void commit(List<Pending> batch) {
        var draft = new Draft(state);
        batch.forEach(pending -> decider.decide(partition.partition(), pending, draft));
        try (var timing = metrics.commit().time()) {
            write(draft);
            LOG.trace("committed {} commands after {} ns", batch.size(), timing.stop());
        } catch (CommitFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            batch.forEach(pending -> pending.unavailable("The outcome of the command is not known; ask again"));
            throw e;
        }
        metrics.batchSize().update(batch.size());
        state = draft.committed();
        committed.advance(partition.partition(), state);
        draft.reply();
    }

    private void write(Draft draft) {
        producer.beginTransaction();
        var events = draft.send(producer);
        var offset = new OffsetAndMetadata(draft.committed().nextOffset(), url);
        producer.sendOffsetsToTransaction(Map.of(partition, offset), group.get());
        producer.commitTransaction();
        draft.checkOffsets(events);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
