package dev.fleetledger.command.fleet;

import dev.fleetledger.command.alert.AlertsState;
import dev.fleetledger.command.alert.SilencesState;
import dev.fleetledger.command.device.DevicesState;
import dev.fleetledger.command.identity.IdentityState;
import dev.fleetledger.command.node.NodesState;
import dev.fleetledger.command.pdu.PdusState;
import dev.fleetledger.command.server.ServersState;
import dev.fleetledger.command.webhook.WebhooksState;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryFailed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliverySucceeded;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnded;
import java.time.Instant;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * All that the deciders of one fleet know: immutable, and the same on every instance that has read the same events.
 *
 * @param sequence of the last event, 0 before the first
 * @param hash of the last event
 * @param time of the last event
 * @param versions of each aggregate that ever was, but for sessions, alerts and deliveries that ended: they are many and never come back
 * @param idempotency what was answered under the clients' keys
 * @param areas what the deciders decide on
 */
public record FleetState(
        long sequence,
        String hash,
        Instant time,
        PMap<AggregateRef, Long> versions,
        IdempotencyLog idempotency,
        Areas areas) {

    /** Before the first event. */
    public static final FleetState EMPTY = new FleetState(
            0, LedgerRecords.GENESIS, Instant.EPOCH, HashTreePMap.empty(), IdempotencyLog.EMPTY, Areas.EMPTY);

    /** The state after one more event; the only way it changes, live and on replay. */
    public FleetState evolve(RecordedEvent recorded) {
        var metadata = recorded.metadata();
        var event = recorded.event();
        var evolved = new FleetState(
                metadata.sequence(),
                recorded.hash(),
                metadata.time(),
                isEnd(event)
                        ? versions.minus(metadata.subject())
                        : versions.plus(metadata.subject(), metadata.version()),
                // What the log remembers must not hold older logs: nothing would ever be forgotten.
                IdempotencyLog.EMPTY,
                areas.evolve(event, metadata));
        return evolved.with(idempotency.evolve(recorded, evolved));
    }

    private static boolean isEnd(FleetEvent event) {
        return event instanceof SessionEnded
                || event instanceof AlertResolved
                || event instanceof DeliverySucceeded
                || (event instanceof DeliveryFailed failed && failed.nextAttemptAt() == null);
    }

    private FleetState with(IdempotencyLog log) {
        return new FleetState(sequence, hash, time, versions, log, areas);
    }

    public ServersState servers() {
        return areas.servers();
    }

    public PdusState pdus() {
        return areas.pdus();
    }

    public DevicesState devices() {
        return areas.devices();
    }

    public NodesState nodes() {
        return areas.nodes();
    }

    public AlertsState alerts() {
        return areas.alerts();
    }

    public SilencesState silences() {
        return areas.silences();
    }

    public WebhooksState webhooks() {
        return areas.webhooks();
    }

    public IdentityState identity() {
        return areas.identity();
    }

    /** The number of events in an aggregate's history. */
    public long version(AggregateRef aggregate) {
        return versions.getOrDefault(aggregate, 0L);
    }
}
