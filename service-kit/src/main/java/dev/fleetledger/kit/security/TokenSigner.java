package dev.fleetledger.kit.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Date;

/** Signs tokens: JWTs by EdDSA with the key's name. */
public final class TokenSigner {
    static final String ISSUER = "fleet-ledger";

    private final String kid;
    private final JWSSigner signer;

    public TokenSigner(SigningKey key) {
        try {
            this.kid = key.kid();
            this.signer = new Ed25519Signer(key.pair());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public Secret sign(TokenClaims claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(new JOSEObjectType(claims.kind().type()))
                .keyID(kid)
                .build();
        var set = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .jwtID(claims.id().toString())
                .subject(claims.subject())
                .claim("fleet", claims.fleet().value())
                .issueTime(Date.from(claims.issuedAt()))
                .expirationTime(Date.from(claims.expiresAt()));
        if (claims.session() != null) {
            set.claim("sid", claims.session().toString());
        }
        if (claims.generation() > 0) {
            set.claim("gen", claims.generation());
        }
        try {
            var token = new SignedJWT(header, set.build());
            token.sign(signer);
            return new Secret(token.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
