package dev.fleetledger.ingest.heartbeat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells which server a heartbeat is of, and has it registered if there is none yet. */
public final class ServerResolver {
    private static final Logger LOG = LoggerFactory.getLogger(ServerResolver.class);
    /** An agent that runs on after its server's deletion is not asked about with each heartbeat. */
    private static final Duration MEMORY_OF_ABSENCE = Duration.ofSeconds(30);

    private final Function<String, Optional<UUID>> known;
    private final Cache<String, Boolean> absent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(MEMORY_OF_ABSENCE)
            .build();

    /**
     * @param known the server of a slug, uuid or number, as far as this instance has heard
     */
    public ServerResolver(Function<String, Optional<UUID>> known) {
        this.known = known;
    }

    /**
     * The server of that name.
     *
     * @param principal who reports
     * @param registration has it registered and tells its uuid; called for a server that this instance has not heard of
     * @throws RejectedException if the key may not report for it (403), or it is not there and cannot or may not be
     *     registered: an operator deleted it (404)
     */
    public UUID resolve(Principal principal, String name, Supplier<UUID> registration) {
        var server = known.apply(name).orElseGet(() -> register(principal, name, registration));
        var only = principal.server();
        if (only != null && !only.equals(server)) {
            throw new RejectedException(
                    new Rejection.Forbidden(Set.of(Permission.METRICS_WRITE), principal.permissions()));
        }
        return server;
    }

    private UUID register(Principal principal, String name, Supplier<UUID> registration) {
        var key = name.toLowerCase(Locale.ROOT);
        if (absent.getIfPresent(key) != null || !mayRegister(principal)) {
            throw notFound(name);
        }
        try {
            return registration.get();
        } catch (RejectedException e) {
            if (e.rejection() instanceof Rejection.NotFound) {
                absent.put(key, true);
                LOG.info("heartbeats of server '{}' are dropped: an operator deleted it", name);
            }
            throw e;
        }
    }

    private static boolean mayRegister(Principal principal) {
        return principal.may(Permission.SERVER_REGISTER) || principal.may(Permission.SERVER_WRITE);
    }

    private static RejectedException notFound(String name) {
        return new RejectedException(new Rejection.NotFound("Server", name));
    }
}
