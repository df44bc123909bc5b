package dev.fleetledger.kit.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** An Ed25519 key that signs tokens. */
public final class SigningKey {
    private final OctetKeyPair pair;

    private SigningKey(OctetKeyPair pair) {
        this.pair = pair;
    }

    static SigningKey create(Instant now) {
        try {
            return new SigningKey(new OctetKeyPairGenerator(Curve.Ed25519)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.EdDSA)
                    .issueTime(Date.from(now))
                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java cannot make Ed25519 keys", e);
        }
    }

    /** Reads a JWK; throws IllegalArgumentException if it is no private Ed25519 key with a name and a time. */
    static SigningKey parse(Map<String, Object> jwk) {
        try {
            var pair = OctetKeyPair.parse(jwk);
            if (!pair.isPrivate() || pair.getKeyID() == null || pair.getIssueTime() == null) {
                throw new IllegalArgumentException("a signing key needs d, kid and iat");
            }
            return new SigningKey(pair);
        } catch (ParseException e) {
            throw new IllegalArgumentException("a signing key is no Ed25519 JWK", e);
        }
    }

    Map<String, Object> jwk() {
        return pair.toJSONObject();
    }

    OctetKeyPair pair() {
        return pair;
    }

    /** Its name in the tokens it signs. */
    public String kid() {
        return pair.getKeyID();
    }

    public Instant createdAt() {
        return Objects.requireNonNull(pair.getIssueTime()).toInstant();
    }

    /** What others verify its signatures by: base64url without padding. */
    public String publicKey() {
        return pair.getX().toString();
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid() + "]";
    }
}
