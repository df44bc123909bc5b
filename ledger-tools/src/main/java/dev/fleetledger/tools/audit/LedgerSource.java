package dev.fleetledger.tools.audit;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Somewhere the whole ledger can be read from: a running Kafka, the folder of a stopped one, a backup. */
@FunctionalInterface
public interface LedgerSource {

    /**
     * Hands over every committed record, those of a partition in order of their offsets.
     *
     * @throws AuditException for a place that cannot be read because it is damaged
     */
    void read(Consumer<ConsumerRecord<byte[], byte[]>> reader);
}
