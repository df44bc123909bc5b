package dev.fleetledger.command.ledger;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;

/** A client whose end fails, as a real one's does when what it has to tell the broker first is refused. */
final class Unclosable extends MockConsumer<byte[], byte[]> {
    Unclosable() {
        super("none");
    }

    @Override
    public synchronized void close(CloseOptions options) {
        throw new KafkaException("not closed well");
    }
}
