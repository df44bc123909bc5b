package dev.fleetledger.command.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.alert.AlertCommand.Observe;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what topologies saw of a fleet before its decider, where this instance owns the fleet. Where it got to is kept
 * in Kafka after the commands are decided, so that some come twice; the decider knows those.
 */
public final class ObservationProcess implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(ObservationProcess.class);
    private static final Principal PRINCIPAL = Principal.system("alerts");
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration DECISION = Duration.ofSeconds(15);

    private final KafkaSettings kafka;
    private final Ledger ledger;
    private final Reader reader;
    private final TopicPartition partition;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile @Nullable String problem;

    /** What the value of a record tells. */
    @FunctionalInterface
    private interface Reader {
        /**
         * Reads it.
         *
         * @throws UnknownSchemaException if a newer version wrote it
         */
        List<Observation> read(byte[] value);
    }

    private ObservationProcess(KafkaSettings kafka, Ledger ledger, TopicSpec topic, Reader reader) {
        this.kafka = kafka;
        this.ledger = ledger;
        this.reader = reader;
        partition = new TopicPartition(topic.topicName(), Topics.partitionOf(FleetId.DEFAULT));
        thread = Thread.ofPlatform().daemon().name(topic.topicName()).unstarted(this::run);
    }

    /** Of what the alert topology sees. */
    public static ObservationProcess ofObservations(KafkaSettings kafka, Ledger ledger) {
        var codec = AvroCodec.of(Observation.class);
        return new ObservationProcess(kafka, ledger, Topics.OBSERVATIONS, value -> List.of(codec.decode(value)));
    }

    /** Of the changes of quotas. */
    public static ObservationProcess ofQuotas(KafkaSettings kafka, Ledger ledger) {
        return new ObservationProcess(kafka, ledger, Topics.QUOTA_CHANGES, QuotaObservations::read);
    }

    /** Why it does not go on, if so: one sentence. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stopped.countDown();
        var awake = consumer;
        if (awake != null) {
            awake.wakeup();
        }
        thread.join(DECISION.toMillis());
    }

    private void run() {
        try {
            do {
                if (ledger.owns(FleetId.DEFAULT)) {
                    follow();
                }
            } while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS) && problem == null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws InterruptedException {
        try (var opened = new KafkaConsumer<>(
                kafka.client(Map.of(
                        "client.id",
                        "deciding-" + partition.topic(),
                        "group.id",
                        "fleet-alert-decider",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_committed",
                        "max.poll.records",
                        500)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer = opened;
            read(opened);
        } catch (WakeupException e) {
            LOG.debug("{} is left", partition);
        } catch (UnknownSchemaException e) {
            LOG.error("{} is not read on: {}; upgrade this reader", partition, e.getMessage());
            problem = partition.topic() + " cannot be read: " + e.getMessage();
        } catch (LedgerUnavailableException e) {
            LOG.debug("{} waits for the ledger", partition, e);
        } catch (RuntimeException e) {
            LOG.warn("{} is read again from where it was decided on", partition, e);
        } finally {
            consumer = null;
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> opened) throws InterruptedException {
        opened.assign(List.of(partition));
        while (stopped.getCount() > 0 && ledger.owns(FleetId.DEFAULT)) {
            var records = opened.poll(POLL);
            if (!records.isEmpty()) {
                decide(records.records(partition));
                opened.commitSync();
            }
        }
    }

    private void decide(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        var replies = new ArrayList<CompletableFuture<CommandReply>>();
        var undecided = new HashSet<AggregateRef>();
        for (var record : records) {
            for (var observation : read(record)) {
                if (undecided.contains(observation.target()) || matters(observation)) {
                    undecided.add(observation.target());
                    replies.add(ledger.submit(request(observation)));
                }
            }
        }
        for (var reply : replies) {
            await(reply);
        }
    }

    /** Most say that all is well where nothing was wrong. The state has all that was decided on before this batch. */
    private boolean matters(Observation observation) {
        return observation.raises()
                || ledger.state(observation.fleet())
                        .alerts()
                        .seen(observation)
                        .filter(seen -> seen.open() != null)
                        .isPresent();
    }

    private List<Observation> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return reader.read(record.value());
        } catch (UnknownSchemaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} offset {} cannot be read", partition, record.offset(), e);
            return List.of();
        }
    }

    private static void await(CompletableFuture<CommandReply> reply) throws InterruptedException {
        try {
            reply.get(DECISION.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LedgerUnavailableException unavailable) {
                throw unavailable;
            }
            LOG.error("an observation could not be decided on", e.getCause());
        } catch (TimeoutException e) {
            throw new LedgerUnavailableException("No decision in time", PAUSE);
        }
    }

    /** The same for the same observation, so that it can be told in the audit. */
    private static CommandRequest request(Observation observation) {
        var id = id("command", observation);
        return new CommandRequest(
                id,
                observation.fleet(),
                new Observe(id("alert", observation), observation),
                PRINCIPAL,
                null,
                null,
                id,
                null,
                null,
                null,
                null);
    }

    private static UUID id(String of, Observation observation) {
        var text = String.join(
                "\n",
                of,
                observation.fleet().value(),
                observation.rule(),
                Long.toString(observation.ruleVersion()),
                observation.target().toString(),
                observation.labels().toString(),
                Long.toString(observation.number()));
        return UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
    }
}
