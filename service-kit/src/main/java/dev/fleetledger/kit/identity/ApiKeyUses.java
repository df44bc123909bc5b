package dev.fleetledger.kit.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.kit.kafka.CompactedView;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.topic.TopicSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When API keys were last used. Every service tells the others once in a while, of each key that was used since; what a
 * service that is killed had not told yet is lost. Nothing of it is in the ledger.
 */
public final class ApiKeyUses implements IdentityView.ApiKeyUse, AutoCloseable {
    /** How often a service tells. */
    public static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyUses.class);
    private static final Duration STALL_LIMIT = Duration.ofMinutes(1);

    private final TopicSpec topic;
    private final InstantSource clock;
    private final Duration period;
    private final CompactedView<Instant> told;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<UUID, Instant> untold = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread teller;

    /**
     * One that starts with {@link #start()}.
     *
     * @param period how often it tells the others
     */
    public ApiKeyUses(TopicSpec topic, KafkaSettings kafka, InstantSource clock, Duration period) {
        this.topic = topic;
        this.clock = clock;
        this.period = period;
        this.told = new CompactedView<>(
                topic,
                kafka.client(Map.of("client.id", "fleet-api-key-uses-view")),
                (key, value) -> Instant.parse(new String(value, UTF_8)),
                STALL_LIMIT);
        this.producer = new KafkaProducer<>(
                kafka.client(Map.of("client.id", "fleet-api-key-uses", "buffer.memory", 1 << 20, "max.block.ms", 5000)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.teller = Thread.ofVirtual().name("api key uses").unstarted(this::run);
    }

    /** Starts reading and telling; returns at once. */
    public void start() {
        told.start();
        teller.start();
    }

    @Override
    public void used(UUID keyId) {
        untold.put(keyId, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * When a key was last used as far as is known here; empty if never. Throws
     * {@link dev.fleetledger.kit.retry.UnavailableException} while that cannot be read.
     */
    public Optional<Instant> lastUsed(UUID keyId) {
        var elsewhere = told.get(keyId.toString());
        var here = Optional.ofNullable(untold.get(keyId));
        return here.isPresent() && elsewhere.map(here.get()::isAfter).orElse(true) ? here : elsewhere;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            teller.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        told.close();
        producer.close(Duration.ofSeconds(5));
    }

    private void run() {
        try {
            while (!closed.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                tell();
            }
            tell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback has the outcome
    private void tell() {
        new HashMap<>(untold).forEach((key, time) -> {
            try {
                var record = new ProducerRecord<>(
                        topic.topicName(),
                        key.toString().getBytes(UTF_8),
                        time.toString().getBytes(UTF_8));
                producer.send(record, (written, failure) -> {
                    if (failure == null) {
                        untold.remove(key, time);
                    }
                });
            } catch (RuntimeException e) {
                LOG.debug("the use of a key is told later", e);
            }
        });
    }
}
