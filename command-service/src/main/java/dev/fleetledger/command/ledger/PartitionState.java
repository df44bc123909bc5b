package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.BrokenChainException;
import dev.fleetledger.schemas.event.ChainHead;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The fleets of one partition, as of one offset.
 *
 * @param nextOffset what stands before it is in the state
 */
record PartitionState(long nextOffset, PMap<FleetId, FleetState> fleets) {
    static final PartitionState EMPTY = new PartitionState(0, HashTreePMap.empty());

    FleetState fleet(FleetId fleet) {
        return fleets.getOrDefault(fleet, FleetState.EMPTY);
    }

    PartitionState with(FleetId fleet, FleetState state) {
        return new PartitionState(nextOffset, fleets.plus(fleet, state));
    }

    PartitionState at(long offset) {
        return new PartitionState(offset, fleets);
    }

    /**
     * The state after a record read from the ledger, checked: who decides on a damaged history would make it worse.
     *
     * @param known the fleet's state after the event of a hash, if it is known already: the chain's hash tells all of the
     *     past, and the state follows from that alone
     */
    PartitionState read(ConsumerRecord<byte[], byte[]> record, Function<String, @Nullable FleetState> known) {
        var event = LedgerRecords.read(record);
        var fleet = fleet(event.metadata().fleet());
        new ChainHead(fleet.sequence(), fleet.hash()).next(record);
        checkVersion(fleet, event);
        var evolved = Objects.requireNonNullElseGet(known.apply(event.hash()), () -> fleet.evolve(event));
        return with(event.metadata().fleet(), evolved).at(record.offset() + 1);
    }

    private static void checkVersion(FleetState fleet, RecordedEvent event) {
        var metadata = event.metadata();
        var expected = fleet.version(metadata.subject()) + 1;
        if (metadata.version() != expected) {
            throw new BrokenChainException("version " + metadata.version() + " of " + metadata.subject()
                    + " stands where " + expected + " should");
        }
    }
}
