package dev.fleetledger.command.process;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reacts by commands to what a topic tells of the fleet. Where it got to is kept in Kafka once its commands are decided,
 * so that some records come twice: the ledger tells what of them it has decided on already. That place is lost or put back
 * with the topic; should the topic alone lose its end and grow again, Kafka tells so by the leader's epoch, which is kept
 * with the place, and it is read on from no later than the cut: nothing is left out.
 */
public final class TopicProcess<T> implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(TopicProcess.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final SystemCommands commands;
    private final TopicPartition partition;
    private final Reaction<T> reaction;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final OwnedProcess process;
    /** Of the process' thread alone. */
    private @Nullable Consumer<byte[], byte[]> consumer;

    private volatile @Nullable String problem;

    /** What an area does about it. */
    public interface Reaction<T> {

        /**
         * Reads the value of a record; one that cannot be read is left out.
         *
         * @throws UnknownSchemaException if a newer version wrote it, which ends the process
         */
        List<T> read(byte[] value);

        /**
         * The commands that records ask for, in order.
         *
         * @param state that has all which was decided on because of records before these
         */
        List<SystemCommand> commands(List<T> told, FleetState state);
    }

    /**
     * A process that is not started yet.
     *
     * @param part of the platform that asks for the commands
     * @param group by whose name Kafka keeps where it got to
     */
    public TopicProcess(
            KafkaSettings kafka, Ledger ledger, String part, TopicSpec topic, String group, Reaction<T> reaction) {
        this(ledger, part, topic, reaction, consumers(kafka, topic, group), MonotonicTime.SYSTEM);
    }

    TopicProcess(
            Ledger ledger,
            String part,
            TopicSpec topic,
            Reaction<T> reaction,
            Supplier<Consumer<byte[], byte[]>> consumers,
            MonotonicTime time) {
        this.ledger = ledger;
        this.reaction = reaction;
        this.consumers = consumers;
        commands = new SystemCommands(ledger, part);
        partition = new TopicPartition(topic.topicName(), Topics.partitionOf(FleetId.DEFAULT));
        process = new OwnedProcess(topic.topicName(), ledger, PAUSE, new Rounds(), time);
    }

    private static Supplier<Consumer<byte[], byte[]>> consumers(KafkaSettings kafka, TopicSpec topic, String group) {
        var properties = kafka.client(Map.of(
                "client.id",
                "deciding-" + topic.topicName(),
                "group.id",
                group,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "max.poll.records",
                500));
        return () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Why it has ended, if so: one sentence. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void start() {
        process.start();
    }

    @Override
    public void stop() throws InterruptedException {
        process.stop();
    }

    void run() {
        process.run();
    }

    private final class Rounds implements OwnedProcess.Work {
        @Override
        public OwnedProcess.Next round() throws InterruptedException {
            var from = opened();
            var records = from.poll(POLL);
            try {
                if (!records.isEmpty()) {
                    decide(records.records(partition));
                    from.commitSync();
                }
                return OwnedProcess.Next.AT_ONCE;
            } catch (UnknownSchemaException e) {
                LOG.error("{} is not read on: {}; upgrade this reader", partition, e.getMessage());
                problem = partition.topic() + " cannot be read: " + e.getMessage();
                return OwnedProcess.Next.NEVER;
            }
        }

        /** The next consumer begins where commands were decided. */
        @Override
        public void release() {
            var opened = consumer;
            consumer = null;
            if (opened != null) {
                // An interrupted thread's consumer does not close well.
                var interrupted = Thread.interrupted();
                try {
                    opened.close(CloseOptions.timeout(CLOSE));
                } catch (RuntimeException e) {
                    LOG.warn("the consumer of {} did not close well", partition, e);
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private Consumer<byte[], byte[]> opened() {
        var open = consumer;
        if (open == null) {
            open = consumers.get();
            consumer = open;
            open.assign(List.of(partition));
        }
        return open;
    }

    private void decide(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        var told = records.stream().flatMap(record -> read(record).stream()).toList();
        var replies = reaction.commands(told, ledger.state(FleetId.DEFAULT)).stream()
                .map(commands::submit)
                .toList();
        for (var reply : replies) {
            SystemCommands.settle(reply);
        }
    }

    private List<T> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return reaction.read(record.value());
        } catch (UnknownSchemaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} offset {} cannot be read", partition, record.offset(), e);
            return List.of();
        }
    }
}
