package dev.fleetledger.command.ledger;

import dev.fleetledger.kit.kafka.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the producer of a partition's owner. */
@FunctionalInterface
interface Producers {
    Producer<byte[], byte[]> create(int partition);

    /** Real ones, tuned for short transactions. */
    static Producers of(KafkaSettings kafka, LedgerSettings settings) {
        return partition -> {
            var timeout = (int) settings.brokerTimeout().toMillis();
            var own = new HashMap<String, Object>();
            own.put("transactional.id", LedgerSettings.transactionalId(partition));
            own.put("client.id", "ledger-owner-" + partition);
            own.put("acks", "all");
            own.put("linger.ms", 0);
            own.put("batch.size", 256 * 1024);
            // A transaction may have to wait a moment for the end of the one before it.
            own.put("retry.backoff.ms", 2);
            own.put("retry.backoff.max.ms", 100);
            own.put("max.block.ms", timeout);
            own.put("request.timeout.ms", timeout / 2);
            own.put("delivery.timeout.ms", timeout);
            own.put("transaction.timeout.ms", Math.max(2 * timeout, 10_000));
            var properties = kafka.client(Map.copyOf(own));
            return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        };
    }
}
