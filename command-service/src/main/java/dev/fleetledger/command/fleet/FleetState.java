package dev.fleetledger.command.fleet;

import dev.fleetledger.domain.alert.Alerts;
import dev.fleetledger.domain.alert.Silence;
import dev.fleetledger.domain.alert.Silences;
import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.domain.job.Jobs;
import dev.fleetledger.domain.ledger.ConfirmedClock;
import dev.fleetledger.domain.node.Nodes;
import dev.fleetledger.domain.power.Device;
import dev.fleetledger.domain.power.Devices;
import dev.fleetledger.domain.power.Outlet;
import dev.fleetledger.domain.power.Pdus;
import dev.fleetledger.domain.power.PowerLookup;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.domain.server.Servers;
import dev.fleetledger.domain.template.Templates;
import dev.fleetledger.domain.webhook.Webhooks;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryFailed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliverySucceeded;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceDeleted;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobDeleted;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.PduEvent.PduDeleted;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnded;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceCreated;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceEnded;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import dev.fleetledger.schemas.event.UserEvent.UserDeleted;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookDeleted;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * All that the deciders of one fleet know: immutable, and the same on every instance that has read the same events.
 *
 * @param sequence of the last event, 0 before the first
 * @param hash of the last event
 * @param time of the last event
 * @param versions of each aggregate that is; those that are over never come back, and would be ever more
 * @param idempotency what was answered under the clients' keys
 * @param areas what the deciders decide on
 */
public record FleetState(
        long sequence,
        String hash,
        Instant time,
        PMap<AggregateRef, Long> versions,
        IdempotencyLog idempotency,
        Areas areas)
        implements PowerLookup {

    /**
     * The last events of what they are about. Not a signing key's retirement: one that is put back into the keyset is
     * published again.
     */
    static final Set<Class<? extends FleetEvent>> ENDS = Set.of(
            ServerDeleted.class,
            JobDeleted.class,
            TemplateDeleted.class,
            PduDeleted.class,
            DeviceDeleted.class,
            NodeJoinExpired.class,
            BackupReported.class,
            ThresholdDeleted.class,
            AlertResolved.class,
            SilenceEnded.class,
            WebhookDeleted.class,
            DeliverySucceeded.class,
            UserDeleted.class,
            SessionEnded.class,
            ApiKeyRevoked.class);

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
                versions(recorded),
                idempotency,
                areas.evolve(event, metadata));
        return new FleetState(
                evolved.sequence,
                evolved.hash,
                evolved.time,
                evolved.versions,
                idempotency.evolve(recorded, this, evolved),
                evolved.areas);
    }

    private PMap<AggregateRef, Long> versions(RecordedEvent recorded) {
        var subject = recorded.metadata().subject();
        return switch (recorded.event()) {
            case DeliveryFailed failed when failed.nextAttemptAt() == null -> versions.minus(subject);
            // Nothing tells that a silence expired: it is forgotten when others need its room.
            case SilenceCreated ignored ->
                versions.minusAll(silences()
                                .outgrown(recorded.metadata().time())
                                .map(Silence::ref)
                                .toList())
                        .plus(subject, recorded.metadata().version());
            case FleetEvent event when ENDS.contains(event.getClass()) -> versions.minus(subject);
            case FleetEvent ignored ->
                versions.plus(subject, recorded.metadata().version());
        };
    }

    /** Some of a fleet after that event. */
    static FleetState excerpt(long sequence, PMap<AggregateRef, Long> versions, Areas areas) {
        return new FleetState(sequence, LedgerRecords.GENESIS, Instant.EPOCH, versions, IdempotencyLog.EMPTY, areas);
    }

    public Servers servers() {
        return areas.servers();
    }

    public Jobs jobs() {
        return areas.jobs();
    }

    public Templates templates() {
        return areas.templates();
    }

    public Pdus pdus() {
        return areas.pdus();
    }

    public Devices devices() {
        return areas.devices();
    }

    public Nodes nodes() {
        return areas.nodes();
    }

    public Alerts alerts() {
        return areas.alerts();
    }

    public Silences silences() {
        return areas.silences();
    }

    public Webhooks webhooks() {
        return areas.webhooks();
    }

    public Identity identity() {
        return areas.identity();
    }

    /** What an operator last said of the clock, null if none did. */
    public @Nullable ConfirmedClock clock() {
        return areas.clock();
    }

    @Override
    public Optional<Device> device(UUID id) {
        return devices().find(id);
    }

    @Override
    public Optional<Outlet> outletOf(UUID device) {
        return pdus().findByDevice(device);
    }

    @Override
    public Optional<Server> server(UUID id) {
        return servers().find(id);
    }

    @Override
    public long version(AggregateRef aggregate) {
        return versions.getOrDefault(aggregate, 0L);
    }
}
