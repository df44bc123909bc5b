package dev.fleetledger.kit.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A keyset as text; that of a service which only verifies has {@code version} and {@code api_keys} alone.
 *
 * @param version of this form: 1
 * @param apiKeys base64url
 * @param idempotency base64url
 * @param sealing a Tink keyset in its JSON form
 * @param signing private JWKs
 * @param retired names of signing keys that are gone
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeysetForm(
        int version,
        @Nullable Secret apiKeys,
        @Nullable Secret idempotency,
        @Nullable JsonNode sealing,
        @Nullable List<Map<String, Object>> signing,
        @Nullable Set<String> retired) {
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static KeysetForm full(
            String sealing,
            List<Map<String, Object>> signing,
            Set<String> retired,
            Secret apiKeys,
            Secret idempotency) {
        try {
            return new KeysetForm(VERSION, apiKeys, idempotency, MAPPER.readTree(sealing), signing, retired);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Tink wrote no JSON", e);
        }
    }

    /** What a service that only verifies needs. */
    KeysetForm reduced() {
        return new KeysetForm(VERSION, apiKeys, null, null, null, null);
    }

    Secret write() {
        try {
            return new Secret(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a keyset cannot be written", e);
        }
    }

    /** Reads JSON, or base64 of it; throws IllegalArgumentException without repeating any of it. */
    static KeysetForm read(Secret text) {
        var json = text.value().strip();
        if (!json.startsWith("{")) {
            json = new String(Base64.getMimeDecoder().decode(json), StandardCharsets.UTF_8);
        }
        KeysetForm form;
        try {
            form = MAPPER.readValue(json, KeysetForm.class);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IllegalArgumentException("a keyset is a JSON object, or base64 of one");
        }
        if (form.version() != VERSION) {
            throw new IllegalArgumentException(
                    "the keyset is of version %s; this program knows version %s".formatted(form.version(), VERSION));
        }
        return form;
    }

    static KeyedHash hash(String name, @Nullable Secret key) {
        return new KeyedHash(Base64.getUrlDecoder().decode(required(name, key).value()));
    }

    static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("the keyset has no " + name);
        }
        return value;
    }
}
