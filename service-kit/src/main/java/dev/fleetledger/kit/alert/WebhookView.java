package dev.fleetledger.kit.alert;

import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.WebhookDetails;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook: who is told of alerts, by Standard Webhooks 1.0.0.
 *
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
        Secret secret,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** What stands for a secret that is not shown. */
    public static final Secret HIDDEN = new Secret("********");

    public WebhookView {
        events = List.copyOf(events);
    }

    public static WebhookView of(
            UUID id, WebhookDetails details, Secret secret, Instant createdAt, Instant updatedAt, long version) {
        return new WebhookView(
                id,
                details.name(),
                details.url(),
                details.events(),
                details.minimumSeverity(),
                details.enabled(),
                secret,
                createdAt,
                updatedAt,
                version);
    }
}
