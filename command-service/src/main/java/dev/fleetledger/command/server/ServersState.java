package dev.fleetledger.command.server;

import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * The servers of a fleet.
 *
 * @param byId those that are
 * @param bySlug their ids by slug in lower case
 * @param lastNumber the number given last
 * @param deletedSlugs in lower case, those that an operator deleted and nobody registered again
 */
public record ServersState(
        PMap<UUID, Server> byId, PMap<String, UUID> bySlug, long lastNumber, PSet<String> deletedSlugs) {

    public static final ServersState EMPTY =
            new ServersState(HashTreePMap.empty(), HashTreePMap.empty(), 0, HashTreePSet.empty());

    public Optional<Server> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The server of that slug, whatever its case. */
    public Optional<Server> findBySlug(String slug) {
        return Optional.ofNullable(bySlug.get(fold(slug))).map(byId::get);
    }

    /** Whether an operator deleted a server of that slug and nobody has registered it again. */
    public boolean wasDeleted(String slug) {
        return deletedSlugs.contains(fold(slug));
    }

    /** The state after one more event. */
    public ServersState evolve(ServerEvent event, EventMetadata metadata) {
        return switch (event) {
            case ServerRegistered registered -> {
                var server = new Server(
                        registered.serverId(),
                        registered.slug(),
                        registered.number(),
                        registered.details(),
                        metadata.time(),
                        metadata.time());
                yield new ServersState(
                        byId.plus(server.id(), server),
                        bySlug.plus(fold(server.slug()), server.id()),
                        registered.number(),
                        deletedSlugs.minus(fold(server.slug())));
            }
            case ServerUpdated updated -> {
                var old = known(updated.serverId());
                var server = new Server(
                        old.id(), old.slug(), old.number(), updated.details(), old.createdAt(), metadata.time());
                yield new ServersState(byId.plus(server.id(), server), bySlug, lastNumber, deletedSlugs);
            }
            case ServerDeleted deleted -> {
                var slug = fold(known(deleted.serverId()).slug());
                yield new ServersState(
                        byId.minus(deleted.serverId()), bySlug.minus(slug), lastNumber, deletedSlugs.plus(slug));
            }
        };
    }

    private Server known(UUID id) {
        return Objects.requireNonNull(byId.get(id), "an event of a server that was never registered");
    }

    private static String fold(String slug) {
        return slug.toLowerCase(Locale.ROOT);
    }
}
