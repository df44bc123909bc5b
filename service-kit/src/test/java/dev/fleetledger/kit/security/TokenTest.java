package dev.fleetledger.kit.security;

import static dev.fleetledger.kit.security.TokenClaims.Kind.ACCESS;
import static dev.fleetledger.kit.security.TokenClaims.Kind.REFRESH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.FleetId;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenTest {
    private static final Instant NOW = Instant.parse("2026-01-18T10:30:00Z");
    private static final TokenClaims CLAIMS = new TokenClaims(
            ACCESS, UUID.randomUUID(), FleetId.DEFAULT, "user:1", UUID.randomUUID(), 0, NOW, NOW.plusSeconds(60));
    private static final TokenClaims REFRESHING = new TokenClaims(
            REFRESH, UUID.randomUUID(), FleetId.DEFAULT, "user:1", UUID.randomUUID(), 3, NOW, NOW.plusSeconds(60));

    private final SigningKey key = Keyset.create(NOW).signing().getFirst();
    private final TokenSigner signer = new TokenSigner(key);
    private final Map<String, String> published = new HashMap<>();
    private final TokenVerifier verifier = new TokenVerifier(kid -> Optional.ofNullable(published.get(kid)));

    @BeforeEach
    void publish() {
        published.put(key.kid(), key.publicKey());
    }

    @Test
    void aTokenSaysWhatWasSigned() {
        assertThat(verifier.verify(ACCESS, signer.sign(CLAIMS).value(), NOW)).contains(CLAIMS);
        assertThat(verifier.verify(REFRESH, signer.sign(REFRESHING).value(), NOW))
                .contains(REFRESHING);
    }

    @Test
    void itIsGoodUntilItExpires() {
        var token = signer.sign(CLAIMS).value();
        assertThat(verifier.verify(ACCESS, token, NOW.plusSeconds(60).minusMillis(1)))
                .isPresent();
        assertThat(verifier.verify(ACCESS, token, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void oneKindDoesNotPassForAnother() {
        assertThat(verifier.verify(ACCESS, signer.sign(REFRESHING).value(), NOW))
                .isEmpty();
        assertThat(verifier.verify(REFRESH, signer.sign(CLAIMS).value(), NOW)).isEmpty();
    }

    @Test
    void aRetiredOrUnknownKeySignsNothing() {
        var token = signer.sign(CLAIMS).value();
        published.clear();
        assertThat(verifier.verify(ACCESS, token, NOW)).isEmpty();
        // Somebody else's key under a name that is published.
        published.put(key.kid(), Keyset.create(NOW).signing().getFirst().publicKey());
        assertThat(verifier.verify(ACCESS, token, NOW)).isEmpty();
    }

    @Test
    void aTokenWithoutSignatureIsNone() {
        var payload = signer.sign(CLAIMS).value().split("\\.", -1)[1];
        for (var algorithm : new String[] {"none", "None", "HS256"}) {
            var header = "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(algorithm, key.kid());
            var forged = encode(header) + "." + payload + ".";
            assertThat(verifier.verify(ACCESS, forged, NOW)).as(algorithm).isEmpty();
            assertThat(verifier.verify(ACCESS, forged + encode("x"), NOW))
                    .as(algorithm)
                    .isEmpty();
        }
    }

    @Test
    void whatWasTamperedWithIsNone() {
        var token = signer.sign(CLAIMS).value().split("\\.", -1);
        var payload = new String(Base64.getUrlDecoder().decode(token[1]), UTF_8).replace("user:1", "user:2");
        assertThat(verifier.verify(ACCESS, token[0] + "." + encode(payload) + "." + token[2], NOW))
                .isEmpty();
        var signature = Base64.getUrlDecoder().decode(token[2]);
        signature[10] ^= 1;
        var flipped = Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        assertThat(verifier.verify(ACCESS, token[0] + "." + token[1] + "." + flipped, NOW))
                .isEmpty();
    }

    @Test
    void anythingElseIsNone() {
        for (var text :
                new String[] {"", "x", "a.b.c", "..", "x".repeat(5000), encode("{}") + "." + encode("{}") + "."}) {
            assertThat(verifier.verify(ACCESS, text, NOW)).isEmpty();
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
