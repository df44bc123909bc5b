package dev.fleetledger.command.server;

import dev.fleetledger.kit.server.Slugs;
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
import org.pcollections.OrderedPSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * The servers of a fleet.
 *
 * @param byId those that are
 * @param bySlug their ids by slug in lower case
 * @param byNumber their ids by number
 * @param lastNumber the number given last
 * @param deletedSlugs in lower case, those that an operator deleted and nobody registered again, the latest last
 */
public record ServersState(
        PMap<UUID, Server> byId,
        PMap<String, UUID> bySlug,
        PMap<Long, UUID> byNumber,
        long lastNumber,
        PSet<String> deletedSlugs) {

    /**
     * How many deleted slugs are remembered, so that a fleet of short-lived servers does not grow this without end:
     * 10 MB or so. An agent that still runs after that many further deletions would bring its server back.
     */
    static final int DELETED_SLUGS = 100_000;

    public static final ServersState EMPTY =
            new ServersState(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), 0, OrderedPSet.empty());

    public Optional<Server> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The server of that slug or uuid, in whatever case. No slug looks like a uuid. */
    public Optional<Server> find(String slugOrUuid) {
        return Slugs.isUuid(slugOrUuid) ? find(UUID.fromString(slugOrUuid)) : findBySlug(slugOrUuid);
    }

    /** The server of that slug, uuid or number; a slug of digits alone goes before the number. */
    public Optional<Server> findAny(String name) {
        return find(name)
                .or(() -> Slugs.isNumber(name)
                        ? Optional.ofNullable(byNumber.get(Long.valueOf(name))).map(byId::get)
                        : Optional.empty());
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
                        byNumber.plus(server.number(), server.id()),
                        registered.number(),
                        deletedSlugs.minus(fold(server.slug())));
            }
            case ServerUpdated updated -> {
                var old = known(updated.serverId());
                var server = new Server(
                        old.id(), old.slug(), old.number(), updated.details(), old.createdAt(), metadata.time());
                yield new ServersState(byId.plus(server.id(), server), bySlug, byNumber, lastNumber, deletedSlugs);
            }
            case ServerDeleted deleted -> {
                var server = known(deleted.serverId());
                yield new ServersState(
                        byId.minus(server.id()),
                        bySlug.minus(fold(server.slug())),
                        byNumber.minus(server.number()),
                        lastNumber,
                        remember(fold(server.slug())));
            }
        };
    }

    private PSet<String> remember(String slug) {
        var all = deletedSlugs.plus(slug);
        return all.size() <= DELETED_SLUGS ? all : all.minus(all.iterator().next());
    }

    private Server known(UUID id) {
        return Objects.requireNonNull(byId.get(id), "an event of a server that was never registered");
    }

    private static String fold(String slug) {
        return slug.toLowerCase(Locale.ROOT);
    }
}
