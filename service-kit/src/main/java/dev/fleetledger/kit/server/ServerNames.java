package dev.fleetledger.kit.server;

import dev.fleetledger.schemas.server.ServerSnapshot;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which server is meant by a slug, a uuid or a number. */
final class ServerNames {
    private static final Pattern UUID_SHAPED = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Map<UUID, ServerSnapshot> byId = new ConcurrentHashMap<>();
    private final Map<String, ServerSnapshot> bySlug = new ConcurrentHashMap<>();
    private final Map<Long, UUID> byNumber = new ConcurrentHashMap<>();
    private final Map<String, Set<UUID>> byHostname = new ConcurrentHashMap<>();

    /** The uuid of the server of that name; a slug of digits alone goes before the number. */
    Optional<UUID> find(String name) {
        if (UUID_SHAPED.matcher(name).matches()) {
            return Optional.ofNullable(byId.get(UUID.fromString(name))).map(ServerSnapshot::id);
        }
        return Optional.ofNullable(bySlug.get(fold(name)))
                .map(ServerSnapshot::id)
                .or(() -> NUMBER.matcher(name).matches()
                        ? Optional.ofNullable(byNumber.get(Long.valueOf(name)))
                        : Optional.empty());
    }

    /** The uuid of the only server of that hostname; empty if there is none or there are several. */
    Optional<UUID> findByHostname(String hostname) {
        var servers = byHostname.getOrDefault(fold(hostname), Set.of());
        return servers.size() == 1 ? servers.stream().findFirst() : Optional.empty();
    }

    void changed(@Nullable ServerSnapshot before, @Nullable ServerSnapshot after) {
        hostname(before, after);
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

    private void hostname(@Nullable ServerSnapshot before, @Nullable ServerSnapshot after) {
        if (before != null
                && after != null
                && before.details().hostname().equals(after.details().hostname())) {
            return;
        }
        if (before != null) {
            byHostname.computeIfPresent(
                    fold(before.details().hostname()), (name, servers) -> without(servers, before.id()));
        }
        if (after != null) {
            byHostname.merge(fold(after.details().hostname()), Set.of(after.id()), ServerNames::both);
        }
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
