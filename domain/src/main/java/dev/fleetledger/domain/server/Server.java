package dev.fleetledger.domain.server;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeployed;
import dev.fleetledger.schemas.event.ServerEvent.ServerEnlisted;
import dev.fleetledger.schemas.event.ServerEvent.ServerInspected;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server as the ledger knows it.
 *
 * @param slug its readable id, in the case it was registered with
 * @param number counted per fleet from 1
 * @param provisioning what was done to it
 */
public record Server(
        UUID id,
        String slug,
        long number,
        @JsonUnwrapped ServerDetails details,
        @JsonUnwrapped Provisioning provisioning,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {
    private static final int SYSTEM_ID = 12;

    /** The server after an event; null once it is gone. */
    public static @Nullable Server evolve(@Nullable Server before, ServerEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case ServerRegistered of ->
                new Server(of.serverId(), of.slug(), of.number(), of.details(), Provisioning.NONE, now, now);
            case ServerUpdated updated -> Aggregate.known(before).with(updated.details(), now);
            case ServerEnlisted enlisted -> {
                var server = Aggregate.known(before);
                var machine = Provisioning.Machine.of(enlisted.machine(), metadata.version());
                yield server.with(server.provisioning.with(machine), now);
            }
            case ServerLifecycleChanged changed -> {
                var server = Aggregate.known(before);
                yield server.with(server.provisioning.with(changed), now);
            }
            case ServerInspected inspected -> {
                var server = Aggregate.known(before);
                yield server.with(server.provisioning.with(inspected.hardware()), now);
            }
            case ServerDeployed deployed -> {
                var server = Aggregate.known(before);
                yield server.with(server.provisioning.with(Provisioning.Deployment.of(deployed, now)), now);
            }
            case ServerDeleted ignored -> null;
        };
    }

    /** What a snapshot says of it that the ledger knows as well. */
    public static Server of(ServerSnapshot snapshot) {
        return new Server(
                snapshot.id(),
                snapshot.slug(),
                snapshot.number(),
                snapshot.details(),
                Provisioning.of(snapshot.lifecycle()),
                snapshot.createdAt(),
                snapshot.updatedAt());
    }

    @Override
    public AggregateRef ref() {
        return ref(id);
    }

    public static AggregateRef ref(UUID id) {
        return new AggregateRef(AggregateType.SERVER, id.toString());
    }

    @Override
    public Set<String> names() {
        return Set.of("name:" + fold(slug), "number:" + number);
    }

    /** The keys of what a host may be named that is this server ({@link HostNames}). */
    Set<String> hosts() {
        return HostNames.of(id, slug, details.hostname());
    }

    /**
     * The server joined with its telemetry.
     *
     * @param heard what was heard of it, null if nothing was
     */
    public ServerSnapshot snapshot(long version, @Nullable ServerSnapshot heard) {
        return new ServerSnapshot(
                id,
                slug,
                number,
                details,
                createdAt,
                updatedAt,
                version,
                heard == null ? Health.UNKNOWN : heard.health(),
                heard == null ? null : heard.lastSeen(),
                heard == null ? null : heard.latest(),
                heard == null ? null : heard.latestAt(),
                heard == null ? null : heard.osInfo(),
                heard == null ? null : heard.agentVersion(),
                lifecycle());
    }

    /** How far its provisioning is. */
    public Lifecycle lifecycle() {
        var lifecycle = provisioning.lifecycle();
        return lifecycle == null ? Lifecycle.NEW : lifecycle;
    }

    /** By which its provider knows it: made of its identity, unless it was told. */
    public String systemId() {
        var machine = provisioning.machine();
        return machine == null ? systemId(id) : machine.systemId();
    }

    /** By which the platform itself knows the machine of a server, where no provider gives it a name. */
    public static String systemId(UUID id) {
        return "fl-" + id.toString().replace("-", "").substring(0, SYSTEM_ID);
    }

    /** One form of a slug in whatever case. */
    static String fold(String slug) {
        return slug.toLowerCase(Locale.ROOT);
    }

    private Server with(ServerDetails newDetails, Instant now) {
        return new Server(id, slug, number, newDetails, provisioning, createdAt, now);
    }

    private Server with(Provisioning changed, Instant now) {
        return new Server(id, slug, number, details, changed, createdAt, now);
    }
}
