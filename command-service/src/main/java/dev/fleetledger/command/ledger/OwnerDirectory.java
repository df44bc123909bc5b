package dev.fleetledger.command.ledger;

import dev.fleetledger.schemas.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where each partition's owner takes requests, as it wrote with its last commit; looked up at most once a second. */
final class OwnerDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerDirectory.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Admin admin;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<TopicPartition, OffsetAndMetadata> known = Map.of();
    private long lookedUp;

    OwnerDirectory(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
        lookedUp = System.nanoTime() - FRESH.toNanos();
    }

    /** The owner's address, or empty if none is known. */
    Optional<URI> owner(int partition) {
        lock.lock();
        try {
            if (System.nanoTime() - lookedUp >= FRESH.toNanos()) {
                known = lookUp();
                lookedUp = System.nanoTime();
            }
            return Optional.ofNullable(known.get(new TopicPartition(Topics.EVENTS.topicName(), partition)))
                    .map(OffsetAndMetadata::metadata)
                    .filter(url -> !url.isEmpty())
                    .map(URI::create);
        } finally {
            lock.unlock();
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> lookUp() {
        try {
            return admin.listConsumerGroupOffsets(LedgerSettings.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the owners could not be looked up", e);
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }
}
