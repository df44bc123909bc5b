package dev.fleetledger.command.identity;

import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.domain.identity.Session;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.kit.security.SigningKey;
import dev.fleetledger.kit.security.TokenClaims;
import dev.fleetledger.kit.security.TokenClaims.Kind;
import dev.fleetledger.kit.security.TokenSigner;
import dev.fleetledger.kit.security.TokenVerifier;
import dev.fleetledger.schemas.FleetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the tokens of sessions, and reads refresh tokens back. */
public final class Tokens {
    private final Map<String, TokenSigner> signers = new LinkedHashMap<>();
    private final Lifetimes lifetimes;
    private final InstantSource clock;

    /** How long tokens are good: access tokens, refresh tokens, stream tickets. */
    public record Lifetimes(Duration access, Duration refresh, Duration ticket) {}

    /** What a login or a refresh gives; both are shown this once. */
    record Pair(Secret access, Secret refresh, long expiresIn) {}

    public Tokens(Keyset keyset, Lifetimes lifetimes, InstantSource clock) {
        for (SigningKey key : keyset.signing()) {
            signers.put(key.kid(), new TokenSigner(key));
        }
        this.lifetimes = lifetimes;
        this.clock = clock;
    }

    Duration refreshLifetime() {
        return lifetimes.refresh();
    }

    /** The tokens of a session as it is now. */
    Pair pair(Identity identity, Session session) {
        var now = now();
        var subject = "user:" + session.user();
        var end = session.expiresAt();
        var accessEnd = earlier(now.plus(lifetimes.access()), end);
        var access = sign(identity, Kind.ACCESS, subject, session.id(), 0, now, accessEnd);
        var refresh = sign(identity, Kind.REFRESH, subject, session.id(), session.generation(), now, end);
        return new Pair(access, refresh, Duration.between(now, accessEnd).toSeconds());
    }

    /** What a refresh token says, if it is a good one. */
    Optional<TokenClaims> readRefresh(Identity identity, String token) {
        return new TokenVerifier(kid -> identity.signingKey(kid).map(found -> found.publicKey()))
                .verify(Kind.REFRESH, token, clock.instant());
    }

    /** A ticket for who is authenticated, and when it expires. */
    Map.Entry<Secret, Instant> ticket(Identity identity, String subject, @Nullable UUID session) {
        var now = now();
        var end = now.plus(lifetimes.ticket());
        return Map.entry(sign(identity, Kind.STREAM_TICKET, subject, session, 0, now, end), end);
    }

    private Secret sign(
            Identity identity,
            Kind kind,
            String subject,
            @Nullable UUID session,
            int generation,
            Instant now,
            Instant end) {
        // The newest that every service has been told of.
        var signer = signers.entrySet().stream()
                .filter(entry -> identity.signingKey(entry.getKey()).isPresent())
                .findFirst()
                .orElseThrow(() -> new UnavailableException("No signing key is published yet", Duration.ofSeconds(1)))
                .getValue();
        return signer.sign(
                new TokenClaims(kind, UUID.randomUUID(), FleetId.DEFAULT, subject, session, generation, now, end));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
