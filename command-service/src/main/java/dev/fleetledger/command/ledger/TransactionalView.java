package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.topic.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A read model on a compacted topic of its own that is never behind the ledger, since one transaction writes both. Should
 * Kafka do only half of one, who takes the fleet over writes what is missing. Pure.
 */
public interface TransactionalView {

    /** Where it is kept. */
    TopicSpec topic();

    /** All topics that {@link #records} writes to: this one, and what is to be told elsewhere along with it. */
    default Set<TopicSpec> writes() {
        return Set.of(topic());
    }

    /** The records that an event adds to the view; none if it does not concern it. */
    List<ProducerRecord<byte[], byte[]>> records(FleetState before, RecordedEvent event, FleetState after);

    /** All that the topic has to hold of a fleet: the same values as the events' records, by key. */
    Map<String, byte[]> all(FleetId fleet, FleetState state);

    /** The fleet that a record of the topic is of, if that can be told. */
    Optional<FleetId> fleet(String key, byte[] value);
}
