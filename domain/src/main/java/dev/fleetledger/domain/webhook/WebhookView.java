package dev.fleetledger.domain.webhook;

import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook: who is told of alerts, by Standard Webhooks 1.0.0.
 *
 * @param url its query is not shown
 * @param events what it is told of
 * @param minimumSeverity only of alerts at least as bad
 * @param secret shown by the answer that made it, once; {@code "********"} ever after
 * @param version of the aggregate; the ETag
 */
public record WebhookView(
        UUID id,
        @Nullable String name,
        String url,
        List<NoticeKind> events,
        Severity minimumSeverity,
        boolean enabled,
        String secret,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** What stands for the query of a URL, which often is the receiver's password. */
    public static final String HIDDEN_QUERY = "?" + SealedSecret.SHOWN;

    public WebhookView {
        events = List.copyOf(events);
    }

    /**
     * A webhook as it is shown.
     *
     * @param secret as it is shown
     */
    public static WebhookView of(Webhook webhook, String secret, long version) {
        var details = webhook.details();
        return new WebhookView(
                webhook.id(),
                details.name(),
                webhook.shownUrl(),
                details.events(),
                details.minimumSeverity(),
                details.enabled(),
                secret,
                webhook.createdAt(),
                webhook.updatedAt(),
                version);
    }

    /** Says nothing of the secret, as it may be a new one. */
    @Override
    public String toString() {
        return "WebhookView[id=" + id + ", version=" + version + "]";
    }
}
