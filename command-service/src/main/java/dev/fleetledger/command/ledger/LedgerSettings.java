package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.Capacity;
import dev.fleetledger.kit.ClockSettings;
import java.net.URI;
import java.time.Duration;

/**
 * How an instance takes part in deciding.
 *
 * @param instance its name, the {@code source} of the events it writes
 * @param url where it takes requests; the other instances forward to it what it owns
 * @param sessionTimeout after which a silent instance loses its partitions; at least the broker's
 *     group.min.session.timeout.ms
 * @param queueCapacity commands that may wait in each partition; past it they are refused as overload; from 1
 * @param maxBatch commands decided in one transaction at most; from 1
 * @param brokerTimeout how long one request to Kafka may take before its outcome counts as unknown; from 1 s
 * @param capacity of a fleet
 * @param clock how far this machine's clock is believed
 */
public record LedgerSettings(
        String instance,
        URI url,
        Duration sessionTimeout,
        int queueCapacity,
        int maxBatch,
        Duration brokerTimeout,
        Capacity capacity,
        ClockSettings clock) {
    /** The consumer group whose members share the partitions out among them. */
    static final String GROUP = "fleet-ledger";

    /** Stable for a partition, so that initTransactions of a new owner ends the old one's transaction at once. */
    static String transactionalId(int partition) {
        return GROUP + "-" + partition;
    }

    /**
     * For how long an instance that no longer polls may hold up the others: a few session timeouts, but longer than the
     * poll thread ever waits, which is once for a commit and once for its owners to stop.
     */
    Duration rebalanceTimeout() {
        var sessions = sessionTimeout.multipliedBy(3);
        var waits = sessionTimeout.plus(brokerTimeout.multipliedBy(2));
        return sessions.compareTo(waits) > 0 ? sessions : waits;
    }

    /** What suits a cluster of Kafka brokers. */
    public static LedgerSettings of(String instance, URI url) {
        return new LedgerSettings(
                instance,
                url,
                Duration.ofSeconds(6),
                1000,
                500,
                Duration.ofSeconds(5),
                Capacity.DEFAULT,
                new ClockSettings());
    }

    public LedgerSettings withSessionTimeout(Duration timeout) {
        return new LedgerSettings(instance, url, timeout, queueCapacity, maxBatch, brokerTimeout, capacity, clock);
    }

    public LedgerSettings withBrokerTimeout(Duration timeout) {
        return new LedgerSettings(instance, url, sessionTimeout, queueCapacity, maxBatch, timeout, capacity, clock);
    }

    public LedgerSettings withQueueCapacity(int capacity) {
        return new LedgerSettings(
                instance, url, sessionTimeout, capacity, maxBatch, brokerTimeout, this.capacity, clock);
    }

    public LedgerSettings withCapacity(Capacity other) {
        return new LedgerSettings(instance, url, sessionTimeout, queueCapacity, maxBatch, brokerTimeout, other, clock);
    }

    public LedgerSettings withClock(ClockSettings other) {
        return new LedgerSettings(
                instance, url, sessionTimeout, queueCapacity, maxBatch, brokerTimeout, capacity, other);
    }
}
