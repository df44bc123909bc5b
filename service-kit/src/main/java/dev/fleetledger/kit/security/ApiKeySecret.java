package dev.fleetledger.kit.security;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An API key as its holder has it: {@code chatops_<id>.<secret>}.
 *
 * @param id the public part
 * @param secret the part that proves it
 */
public record ApiKeySecret(UUID id, Secret secret) {
    public static final String PREFIX = "chatops_";

    private static final int SECRET_BYTES = 32;
    private static final Pattern SYNTAX =
            Pattern.compile("chatops_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([A-Za-z0-9_-]{43})");

    /** A new key with that public part. */
    public static ApiKeySecret create(UUID id) {
        return new ApiKeySecret(id, Secret.random(SECRET_BYTES));
    }

    /** The key written so, or empty if the text is none. */
    public static Optional<ApiKeySecret> parse(String text) {
        var matcher = SYNTAX.matcher(text);
        return matcher.matches()
                ? Optional.of(new ApiKeySecret(UUID.fromString(matcher.group(1)), new Secret(matcher.group(2))))
                : Optional.empty();
    }

    /** The whole key, to show its holder once. */
    public Secret text() {
        return new Secret(PREFIX + id + "." + secret.value());
    }
}
