package dev.fleetledger.command.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.domain.webhook.Webhook;
import dev.fleetledger.domain.webhook.WebhookView;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.security.Sealer;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.Concealed;
import java.net.URI;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that sign what is sent, and the signature itself (Standard Webhooks 1.0.0, "Signature scheme"); and the
 * queries of the URLs that it is sent to.
 */
final class WebhookSecrets {
    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    /** The prefix and base64 of the most bytes. */
    static final int LONGEST = 6 + 88;

    private static final String FIELD = "secret";
    private static final String QUERY = "query";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sealer sealer;

    WebhookSecrets(Sealer sealer) {
        this.sealer = sealer;
    }

    /** A new one. */
    static Secret create() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** What is wrong with one that somebody brought, if anything is. */
    static Optional<FieldError> check(String secret) {
        var length = 0;
        try {
            length = secret.startsWith(PREFIX) ? key(new Secret(secret)).length : 0;
        } catch (IllegalArgumentException e) {
            length = 0;
        }
        return length >= FEWEST_BYTES && length <= MOST_BYTES
                ? Optional.empty()
                : Optional.of(
                        FieldError.invalid(FIELD, "is no secret", null, "whsec_ and 24 to 64 random bytes in base64"));
    }

    Concealed seal(UUID webhook, Secret secret) {
        return sealer.seal(FleetId.DEFAULT, Webhook.ref(webhook), FIELD, secret);
    }

    /** A URL as it was sent, its query sealed: receivers often have their password there. */
    WebhookAddress seal(UUID webhook, String url) {
        var question = url.indexOf('?');
        if (question < 0) {
            return new WebhookAddress(url, null, false);
        }
        var address = url.substring(0, question);
        var query = url.substring(question);
        return query.equals(WebhookView.HIDDEN_QUERY)
                ? new WebhookAddress(address, null, true)
                : new WebhookAddress(
                        address, sealer.seal(FleetId.DEFAULT, Webhook.ref(webhook), QUERY, new Secret(query)), false);
    }

    /** @throws UnreadableSecretException if this keyset has not the key that sealed it */
    Secret unseal(Webhook webhook) {
        return unseal(webhook, FIELD, webhook.secret().known());
    }

    /**
     * The whole URL of a webhook.
     *
     * @throws UnreadableSecretException if this keyset has not the key that sealed its query
     */
    URI url(Webhook webhook) {
        var query = webhook.details().query();
        var url = webhook.details().url();
        return URI.create(
                query == null ? url : url + unseal(webhook, QUERY, query).value());
    }

    private Secret unseal(Webhook webhook, String field, Concealed sealed) {
        try {
            return sealer.unseal(FleetId.DEFAULT, webhook.ref(), field, sealed);
        } catch (IllegalArgumentException e) {
            throw new UnreadableSecretException(e);
        }
    }

    /**
     * The signature, as in the header.
     *
     * @param id of the message, without a full stop
     * @param timestamp of the attempt, in seconds
     */
    static String sign(Secret secret, String id, long timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every platform", e);
        }
    }

    private static byte[] key(Secret secret) {
        return Base64.getDecoder().decode(secret.value().substring(PREFIX.length()));
    }
}
