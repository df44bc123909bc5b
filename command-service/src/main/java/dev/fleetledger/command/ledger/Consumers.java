package dev.fleetledger.command.ledger;

import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ends of consumers. */
final class Consumers {
    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);

    private Consumers() {}

    /**
     * Closes one, if there is one. That this fails is logged alone: who reads on with another one is not to end by it.
     *
     * @param patience how long it may take
     */
    static void close(@Nullable Consumer<byte[], byte[]> consumer, Duration patience) {
        if (consumer == null) {
            return;
        }
        try {
            consumer.close(CloseOptions.timeout(patience));
        } catch (RuntimeException e) {
            LOG.warn("a consumer did not close well", e);
        }
    }
}
