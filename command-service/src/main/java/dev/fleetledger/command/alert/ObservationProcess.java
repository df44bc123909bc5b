package dev.fleetledger.command.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.alert.AlertCommand.Observe;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import dev.fleetledger.schemas.topic.Topics;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    private static final AvroCodec<Observation> OBSERVATIONS = AvroCodec.of(Observation.class);

    private final KafkaSettings kafka;
    private final Ledger ledger;
    private final TopicPartition partition =
            new TopicPartition(Topics.OBSERVATIONS.topicName(), Topics.partitionOf(FleetId.DEFAULT));
    private final Thread thread =
            Thread.ofPlatform().daemon().name("observations").unstarted(this::run);
    private volatile boolean stopped;
    private volatile @Nullable String problem;

    public ObservationProcess(KafkaSettings kafka, Ledger ledger) {
        this.kafka = kafka;
        this.ledger = ledger;
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
        stopped = true;
        thread.interrupt();
        thread.join(DECISION.toMillis());
    }

    private void run() {
        while (!stopped && problem == null) {
            try {
                if (ledger.owns(FleetId.DEFAULT)) {
                    follow();
                }
                Thread.sleep(PAUSE);
            } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException | WakeupException e) {
                return;
            } catch (UnknownSchemaException e) {
                LOG.error("observations are not read on: {}; upgrade this reader", e.getMessage());
                problem = "observations cannot be read: " + e.getMessage();
            } catch (LedgerUnavailableException e) {
                LOG.debug("observations wait for the ledger", e);
            } catch (RuntimeException e) {
                LOG.warn("observations are read again from where they were decided", e);
            }
        }
    }

    private void follow() throws InterruptedException {
        try (var consumer = new KafkaConsumer<>(
                kafka.client(Map.of(
                        "client.id",
                        "fleet-observations",
                        "group.id",
                        "fleet-observations",
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
            consumer.assign(List.of(partition));
            while (!stopped && ledger.owns(FleetId.DEFAULT)) {
                var records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    decide(records.records(partition));
                    consumer.commitSync();
                }
            }
        }
    }

    private void decide(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        var replies = new ArrayList<CompletableFuture<CommandReply>>();
        for (var record : records) {
            read(record).ifPresent(observation -> replies.add(ledger.submit(request(observation))));
        }
        for (var reply : replies) {
            await(reply);
        }
    }

    private static Optional<Observation> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(OBSERVATIONS.decode(record.value()));
        } catch (UnknownSchemaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("the observation at {}:{} cannot be read", record.partition(), record.offset(), e);
            return Optional.empty();
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
