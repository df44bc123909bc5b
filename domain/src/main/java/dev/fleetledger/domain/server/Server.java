package dev.fleetledger.domain.server;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
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
 */
public record Server(
        UUID id, String slug, long number, @JsonUnwrapped ServerDetails details, Instant createdAt, Instant updatedAt)
        implements Aggregate {

    /** The server after an event; null once it is gone. */
    public static @Nullable Server evolve(@Nullable Server before, ServerEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case ServerRegistered of -> new Server(of.serverId(), of.slug(), of.number(), of.details(), now, now);
            case ServerUpdated updated -> Aggregate.known(before).with(updated.details(), now);
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
                heard == null ? null : heard.agentVersion());
    }

    /** One form of a slug in whatever case. */
    static String fold(String slug) {
        return slug.toLowerCase(Locale.ROOT);
    }

    private Server with(ServerDetails newDetails, Instant now) {
        return new Server(id, slug, number, newDetails, createdAt, now);
    }
}
