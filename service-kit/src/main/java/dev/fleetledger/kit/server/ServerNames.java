package dev.fleetledger.kit.server;

import com.google.common.collect.Sets;
import dev.fleetledger.domain.server.HostNames;
import dev.fleetledger.domain.server.Slugs;
import dev.fleetledger.domain.text.Uuids;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which server is meant by a slug, a uuid or a number. */
final class ServerNames {

    private final Map<UUID, ServerSnapshot> byId = new ConcurrentHashMap<>();
    private final Map<String, ServerSnapshot> bySlug = new ConcurrentHashMap<>();
    private final Map<Long, UUID> byNumber = new ConcurrentHashMap<>();
    private final Map<String, Set<UUID>> byHost = new ConcurrentHashMap<>();

    /** The uuid of the server of that name; a slug of digits alone goes before the number. */
    Optional<UUID> find(String name) {
        var uuid = Uuids.parse(name);
        if (uuid.isPresent()) {
            return uuid.map(byId::get).map(ServerSnapshot::id);
        }
        return Optional.ofNullable(bySlug.get(fold(name)))
                .map(ServerSnapshot::id)
                .or(() -> Slugs.isNumber(name)
                        ? Optional.ofNullable(byNumber.get(Long.valueOf(name)))
                        : Optional.empty());
    }

    /** The uuids of the servers that a host of that name may be. */
    Set<UUID> findByHost(String name) {
        return byHost.getOrDefault(HostNames.key(name), Set.of());
    }

    void changed(@Nullable ServerSnapshot before, @Nullable ServerSnapshot after) {
        hosts(before, after);
        if (after != null) {
            byId.put(after.id(), after);
            byNumber.put(after.number(), after.id());
            // Servers that had a slug one after the other may be heard of in any order: the later one has it.
            bySlug.merge(fold(after.slug()), after, (one, other) -> one.number() > other.number() ? one : other);
        } else if (before != null) {
            byId.remove(before.id());
            byNumber.remove(before.number());
            bySlug.computeIfPresent(
                    fold(before.slug()), (slug, holder) -> holder.id().equals(before.id()) ? null : holder);
        }
    }

    private void hosts(@Nullable ServerSnapshot before, @Nullable ServerSnapshot after) {
        if (before != null
                && after != null
                && before.details().hostname().equals(after.details().hostname())) {
            return;
        }
        var old = hosts(before);
        var now = hosts(after);
        if (before != null) {
            Sets.difference(old, now)
                    .forEach(name -> byHost.computeIfPresent(name, (any, servers) -> without(servers, before.id())));
        }
        if (after != null) {
            Sets.difference(now, old).forEach(name -> byHost.merge(name, Set.of(after.id()), ServerNames::both));
        }
    }

    private static Set<String> hosts(@Nullable ServerSnapshot server) {
        return server == null
                ? Set.of()
                : HostNames.of(server.id(), server.slug(), server.details().hostname());
    }

    private static @Nullable Set<UUID> without(Set<UUID> servers, UUID server) {
        var rest = new HashSet<>(servers);
        rest.remove(server);
        return rest.isEmpty() ? null : Set.copyOf(rest);
    }

    private static Set<UUID> both(Set<UUID> some, Set<UUID> more) {
        var all = new HashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    private static String fold(String slug) {
        return slug.toLowerCase(Locale.ROOT);
    }
}
