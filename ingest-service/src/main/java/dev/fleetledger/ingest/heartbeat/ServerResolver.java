package dev.fleetledger.ingest.heartbeat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.retry.UnavailableException;
import java.time.Duration;
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

    private final Function<String, Optional<UUID>> byId;
    private final Function<String, Set<UUID>> byHost;
    private final Cache<ServerName, Boolean> absent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(MEMORY_OF_ABSENCE)
            .build();

    /**
     * @param byId the server of a slug, uuid or number, as far as this instance has heard
     * @param byHost the servers that a host of that name may be
     */
    public ServerResolver(Function<String, Optional<UUID>> byId, Function<String, Set<UUID>> byHost) {
        this.byId = byId;
        this.byHost = byHost;
    }

    /**
     * The server of that name.
     *
     * @param principal who reports
     * @param registration has it registered and tells its uuid; called for a server that this instance has not heard of
     * @throws RejectedException if the key may not report for it (403), or it is not there and cannot or may not be
     *     registered: an operator deleted it (404); or several servers may be meant (409)
     * @throws UnavailableException if a bound key's own server is so new that this instance has not heard of it
     */
    public UUID resolve(Principal principal, ServerName name, Supplier<UUID> registration) {
        var only = principal.server();
        return only == null
                ? known(name).orElseGet(() -> register(principal, name, registration))
                : own(only, name, principal);
    }

    /** Its own server, whose names this instance knows: of another name it is not said whether anything has it. */
    private UUID own(UUID only, ServerName name, Principal principal) {
        if (means(only, name)) {
            return only;
        }
        if (byId.apply(only.toString()).isEmpty()) {
            throw new UnavailableException("The server of this key is not known here yet", Duration.ofSeconds(1));
        }
        throw new RejectedException(new Rejection.Forbidden(Set.of(Permission.METRICS_WRITE), principal.permissions()));
    }

    private boolean means(UUID only, ServerName name) {
        var identified = name.kind() == ServerName.Kind.HOST ? Optional.<UUID>empty() : byId.apply(name.text());
        if (identified.isPresent()) {
            return identified.get().equals(only);
        }
        return name.kind() == ServerName.Kind.ID
                ? name.text().equalsIgnoreCase(only.toString())
                : byHost.apply(name.text()).contains(only);
    }

    private Optional<UUID> known(ServerName name) {
        return switch (name.kind()) {
            case ID -> byId.apply(name.text());
            case ID_OR_HOST -> byId.apply(name.text()).or(() -> host(name.text()));
            case HOST -> host(name.text());
        };
    }

    private Optional<UUID> host(String name) {
        var found = byHost.apply(name);
        if (found.size() > 1) {
            throw new RejectedException(new Rejection.Conflict(
                    "AMBIGUOUS_HOSTNAME", "'%s' may be any of %s servers".formatted(name, found.size())));
        }
        return found.stream().findFirst();
    }

    private UUID register(Principal principal, ServerName name, Supplier<UUID> registration) {
        var key = name.folded();
        if (absent.getIfPresent(key) != null || !mayRegister(principal)) {
            throw notFound(name.text());
        }
        try {
            return registration.get();
        } catch (RejectedException e) {
            if (e.rejection() instanceof Rejection.NotFound) {
                absent.put(key, true);
                LOG.info("heartbeats of server '{}' are dropped: an operator deleted it", name.text());
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
