package dev.fleetledger.kit.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetledger.kit.security.TokenClaims;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Takes the tickets with which a stream is opened where no header can be sent. An instance takes each once. */
public final class StreamTickets {
    /** How long a ticket is good for. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private final IdentityView identity;
    private final InstantSource clock;
    private final Cache<UUID, Boolean> used =
            Caffeine.newBuilder().expireAfterWrite(LIFETIME.multipliedBy(2)).build();

    StreamTickets(IdentityView identity, InstantSource clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /** Takes a ticket: who opened the stream with it, as long as they may do anything; empty if it is none, used, or expired. */
    Optional<Credential> redeem(String ticket) {
        return identity.tokens()
                .verify(TokenClaims.Kind.STREAM_TICKET, ticket, clock.instant())
                .filter(claims -> used.asMap().putIfAbsent(claims.id(), true) == null)
                .map(claims -> () -> identity.principal(claims));
    }
}
