package dev.fleetledger.kit.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Text that nobody may read by accident: it says nothing of itself in logs and messages.
 *
 * @param value the text itself
 */
public record Secret(@JsonValue String value) {
    private static final SecureRandom RANDOM = new SecureRandom();

    @JsonCreator
    public Secret {}

    /** A new one of that many random bytes, as base64url without padding. */
    public static Secret random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** As UTF-8. */
    public byte[] bytes() {
        return value.getBytes(UTF_8);
    }

    /** Takes as long whatever the other is, but for its length. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "********";
    }
}
