package dev.fleetledger.command.ledger;

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
 */
public record LedgerSettings(
        String instance, URI url, Duration sessionTimeout, int queueCapacity, int maxBatch, Duration brokerTimeout) {
    /** The consumer group whose members share the partitions out among them. */
    static final String GROUP = "fleet-ledger";

    /** Stable for a partition, so that initTransactions of a new owner ends the old one's transaction at once. */
    static String transactionalId(int partition) {
        return GROUP + "-" + partition;
    }

    /** What suits a cluster of Kafka brokers. */
    public static LedgerSettings of(String instance, URI url) {
        return new LedgerSettings(instance, url, Duration.ofSeconds(6), 1000, 500, Duration.ofSeconds(5));
    }

    public LedgerSettings withSessionTimeout(Duration timeout) {
        return new LedgerSettings(instance, url, timeout, queueCapacity, maxBatch, brokerTimeout);
    }

    public LedgerSettings withBrokerTimeout(Duration timeout) {
        return new LedgerSettings(instance, url, sessionTimeout, queueCapacity, maxBatch, timeout);
    }

    public LedgerSettings withQueueCapacity(int capacity) {
        return new LedgerSettings(instance, url, sessionTimeout, capacity, maxBatch, brokerTimeout);
    }
}
