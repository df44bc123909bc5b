package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A read model on a topic of its own that is never behind the ledger, since one transaction writes both. Pure. */
@FunctionalInterface
public interface TransactionalView {

    /** The records that an event adds to the view; none if it does not concern it. */
    List<ProducerRecord<byte[], byte[]>> records(FleetState before, RecordedEvent event, FleetState after);
}
