package dev.fleetledger.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.schemas.topic.TopicSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest committed value of every key of a compacted topic, held in memory and kept up to date. It answers only while
 * it can be sure to be current: before it has read to the end, and when it has not confirmed for longer than the stall
 * limit that it is there, every look-up fails.
 *
 * @param <V> what a record's value means
 */
public final class CompactedView<V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompactedView.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final TopicSpec topic;
    private final Map<String, Object> client;
    private final Decoder<V> decoder;
    private final Duration stallLimit;
    private final Thread reader;
    private final List<Listener<V>> listeners = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private volatile Map<String, V> values = Map.of();
    private volatile boolean loaded;
    private volatile boolean shownOnce;
    private volatile long freshAt;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    /** Reads a record; throws for what it does not understand, which stops the view. */
    @FunctionalInterface
    public interface Decoder<V> {
        V decode(String key, byte[] value);
    }

    /** Is told of each change, also those of the first reading, on the reading thread. */
    @FunctionalInterface
    public interface Listener<V> {
        /** The value of a key changed; null is none. */
        void changed(String key, @Nullable V before, @Nullable V after);
    }

    /** The end of the topic as it was at a time, and who waits for the view to get there. */
    private record Goal(Map<TopicPartition, Long> ends, long askedAt, List<CompletableFuture<Void>> waiters) {}

    /**
     * A view that starts with {@link #start()}.
     *
     * @param client properties of the Kafka client: where the brokers are, and how to talk to them
     * @param stallLimit how long it may be out of touch with the brokers before it stops answering
     */
    public CompactedView(TopicSpec topic, Map<String, ?> client, Decoder<V> decoder, Duration stallLimit) {
        this.topic = topic;
        this.client = new HashMap<>(client);
        this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        this.decoder = decoder;
        this.stallLimit = stallLimit;
        this.reader =
                Thread.ofPlatform().daemon().name("view " + topic.topicName()).unstarted(this::run);
    }

    /** Starts reading; returns at once. */
    public void start() {
        reader.start();
    }

    /** Calls the listener on every change from now on. */
    public void listen(Listener<V> listener) {
        listeners.add(listener);
    }

    /**
     * Whether listeners were told of all that the first reading found. What they are told from then on is a change, also if it
     * was only found when the topic could be read again.
     */
    public boolean shownOnce() {
        return shownOnce;
    }

    /** Whether it has read to the end and is in touch with the brokers. */
    public boolean ready() {
        return loaded && System.nanoTime() - freshAt < stallLimit.toNanos();
    }

    /** The value of a key, if it has one. Throws {@link UnavailableException} while it cannot be sure. */
    public Optional<V> get(String key) {
        return Optional.ofNullable(all().get(key));
    }

    /** All there is, live and read-only. Throws {@link UnavailableException} while it cannot be sure. */
    public Map<String, V> all() {
        if (!ready()) {
            throw new UnavailableException(topic.topicName() + " cannot be read just now", RETRY);
        }
        return values;
    }

    /**
     * Waits until everything committed before this call can be seen; so also for transactions that are open now to end.
     *
     * @return whether that was so within the time
     */
    public boolean awaitLatest(Duration atMost) {
        var waiter = new CompletableFuture<Void>();
        waiting.add(waiter);
        var awake = consumer;
        if (awake != null) {
            awake.wakeup();
        }
        try {
            waiter.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException e) {
            waiter.cancel(false);
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.complete(null);
        var awake = consumer;
        if (awake != null) {
            awake.wakeup();
        }
        try {
            reader.join(ASK.plus(RETRY));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed.isDone()) {
            // The end is asked for on a connection of its own, or the question waits behind the fetch that waits for
            // more;
            // and with what is not committed yet, since a commit is acknowledged before its marker is in the topic.
            try (var opened = open("read_committed");
                    var asker = open("read_uncommitted")) {
                consumer = opened;
                tail(opened, asker);
            } catch (WakeupException e) {
                LOG.debug("{} is read again from its beginning", topic.topicName());
            } catch (RuntimeException e) {
                LOG.error("{} cannot be read; trying again", topic.topicName(), e);
            } finally {
                consumer = null;
                loaded = false;
            }
            pause();
        }
    }

    private KafkaConsumer<byte[], byte[]> open(String isolation) {
        var properties = new HashMap<>(client);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            closed.get(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("reading {} anew", topic.topicName());
        } catch (InterruptedException | ExecutionException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tail(KafkaConsumer<byte[], byte[]> from, KafkaConsumer<byte[], byte[]> asker) {
        var partitions = from.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.size() != topic.partitions()) {
            throw new IllegalStateException("%s has %s partitions instead of %s"
                    .formatted(topic.topicName(), partitions.size(), topic.partitions()));
        }
        from.assign(partitions);
        from.seekToBeginning(partitions);
        var reading = new Reading(from, asker, partitions);
        while (!closed.isDone()) {
            reading.step();
        }
    }

    /** One pass over the topic from its beginning, until something goes wrong. */
    private final class Reading {
        private final KafkaConsumer<byte[], byte[]> from;
        private final KafkaConsumer<byte[], byte[]> asker;
        private final List<TopicPartition> partitions;
        private final Map<String, V> mine = new ConcurrentHashMap<>();
        private final ArrayDeque<Goal> goals = new ArrayDeque<>();
        private final long period =
                Math.min(stallLimit.toNanos() / 5, Duration.ofSeconds(1).toNanos());
        private long askedAt = System.nanoTime() - period;

        Reading(
                KafkaConsumer<byte[], byte[]> from,
                KafkaConsumer<byte[], byte[]> asker,
                List<TopicPartition> partitions) {
            this.from = from;
            this.asker = asker;
            this.partitions = partitions;
        }

        void step() {
            try {
                if (!waiting.isEmpty() || (goals.isEmpty() && System.nanoTime() - askedAt >= period)) {
                    ask();
                    reach();
                }
                from.poll(goals.isEmpty() ? POLL : Duration.ofMillis(5)).forEach(this::apply);
                reach();
            } catch (WakeupException e) {
                LOG.trace("somebody waits for {}", topic.topicName());
            } catch (RetriableException e) {
                LOG.debug("{} is out of reach", topic.topicName(), e);
            }
        }

        private void ask() {
            var waiters = new ArrayList<CompletableFuture<Void>>();
            for (var waiter = waiting.poll(); waiter != null; waiter = waiting.poll()) {
                waiters.add(waiter);
            }
            askedAt = System.nanoTime();
            try {
                goals.add(new Goal(asker.endOffsets(partitions, ASK), askedAt, waiters));
            } catch (RetriableException e) {
                waiting.addAll(waiters);
                throw e;
            }
        }

        private void apply(ConsumerRecord<byte[], byte[]> record) {
            var key = new String(record.key(), UTF_8);
            var after = record.value() == null ? null : decoder.decode(key, record.value());
            var before = after == null ? mine.remove(key) : mine.put(key, after);
            if (loaded) {
                tell(key, before, after);
            }
        }

        private void reach() {
            while (!goals.isEmpty() && reached(goals.getFirst())) {
                var goal = goals.removeFirst();
                if (!loaded) {
                    show();
                    shownOnce = true;
                }
                freshAt = goal.askedAt();
                loaded = true;
                goal.waiters().forEach(waiter -> waiter.complete(null));
            }
        }

        private boolean reached(Goal goal) {
            return goal.ends().entrySet().stream().allMatch(end -> from.position(end.getKey(), ASK) >= end.getValue());
        }

        private void show() {
            var old = values;
            values = Collections.unmodifiableMap(mine);
            var keys = new HashSet<>(old.keySet());
            keys.addAll(mine.keySet());
            keys.forEach(key -> tell(key, old.get(key), mine.get(key)));
        }
    }

    private void tell(String key, @Nullable V before, @Nullable V after) {
        if (!Objects.equals(before, after)) {
            listeners.forEach(listener -> listener.changed(key, before, after));
        }
    }
}
