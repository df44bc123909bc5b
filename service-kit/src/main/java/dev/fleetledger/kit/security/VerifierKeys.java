package dev.fleetledger.kit.security;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * All that a service needs which only checks credentials. What seals and signs stays with the command-service; the public
 * halves of the signing keys come by {@code fleet.identity}.
 */
public final class VerifierKeys {
    private final KeyedHash apiKeys;

    VerifierKeys(KeyedHash apiKeys) {
        this.apiKeys = apiKeys;
    }

    /** Reads a keyset, whole or reduced; throws IllegalArgumentException if it is none. */
    public static VerifierKeys parse(Secret text) {
        return new VerifierKeys(
                KeysetForm.hash("api_keys", KeysetForm.read(text).apiKeys()));
    }

    /** What is kept of an API key in place of its secret. */
    public String hash(ApiKeySecret key) {
        return apiKeys.hash(key.id().toString().getBytes(UTF_8), key.secret().bytes());
    }

    /** Whether that hash is of this key; takes as long either way. */
    public boolean matches(String hash, ApiKeySecret key) {
        return apiKeys.matches(
                hash, key.id().toString().getBytes(UTF_8), key.secret().bytes());
    }
}
