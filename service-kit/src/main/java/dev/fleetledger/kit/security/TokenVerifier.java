package dev.fleetledger.kit.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fleetledger.schemas.FleetId;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Checks tokens: signature, algorithm, kind, issuer, time. Whether their session goes on is the caller's to ask. */
public final class TokenVerifier {
    private static final int MAX_LENGTH = 4096;

    private final Function<String, Optional<String>> publicKeys;

    /**
     * @param publicKeys the public key of that {@code kid}, base64url, if there is one; asked for each token, so that a
     *     retired key is gone at once
     */
    public TokenVerifier(Function<String, Optional<String>> publicKeys) {
        this.publicKeys = publicKeys;
    }

    /** What the token says, if it is a good one of that kind now. */
    public Optional<TokenClaims> verify(TokenClaims.Kind kind, String text, Instant now) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var token = SignedJWT.parse(text);
            var header = token.getHeader();
            if (!JWSAlgorithm.EdDSA.equals(header.getAlgorithm())
                    || !new JOSEObjectType(kind.type()).equals(header.getType())
                    || header.getKeyID() == null) {
                return Optional.empty();
            }
            var key = publicKeys.apply(header.getKeyID());
            if (key.isEmpty() || !token.verify(verifier(key.get()))) {
                return Optional.empty();
            }
            return Optional.of(claims(kind, token.getJWTClaimsSet()))
                    .filter(claims -> now.isBefore(claims.expiresAt()));
        } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static JWSVerifier verifier(String publicKey) throws JOSEException {
        return new Ed25519Verifier(new OctetKeyPair.Builder(Curve.Ed25519, new Base64URL(publicKey)).build());
    }

    private static TokenClaims claims(TokenClaims.Kind kind, JWTClaimsSet set) throws ParseException {
        if (!TokenSigner.ISSUER.equals(set.getIssuer())) {
            throw new IllegalArgumentException("somebody else's token");
        }
        var session = set.getStringClaim("sid");
        var generation = set.getIntegerClaim("gen");
        return new TokenClaims(
                kind,
                UUID.fromString(set.getJWTID()),
                new FleetId(set.getStringClaim("fleet")),
                set.getSubject(),
                session == null ? null : UUID.fromString(session),
                generation == null ? 0 : generation,
                set.getIssueTime().toInstant(),
                set.getExpirationTime().toInstant());
    }
}
