package dev.fleetledger.domain.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.WebhookDetails;
import dev.fleetledger.schemas.event.WebhookEvent;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookCreated;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookDeleted;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookSecretChanged;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookUpdated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook: somebody who is told of alerts.
 *
 * @param details with stars for the query of the URL if it was read from the history, which keeps none
 * @param secret that signs what is sent
 */
@JsonSerialize(converter = Webhook.Kept.class)
public record Webhook(
        UUID id,
        @JsonUnwrapped @JsonIgnoreProperties("query") WebhookDetails details,
        SealedSecret secret,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** The webhook after an event; null once it is gone. */
    public static @Nullable Webhook evolve(@Nullable Webhook before, WebhookEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case WebhookCreated created -> {
                var secret = new SealedSecret(created.secret(), metadata.version());
                yield new Webhook(created.webhookId(), created.details(), secret, now, now);
            }
            case WebhookUpdated updated -> {
                var old = Aggregate.known(before);
                yield new Webhook(old.id, updated.details(), old.secret, old.createdAt, now);
            }
            case WebhookSecretChanged changed -> {
                var old = Aggregate.known(before);
                var secret = new SealedSecret(changed.secret(), metadata.version());
                yield new Webhook(old.id, old.details, secret, old.createdAt, now);
            }
            case WebhookDeleted ignored -> null;
        };
    }

    @Override
    public AggregateRef ref() {
        return ref(id);
    }

    public static AggregateRef ref(UUID id) {
        return new AggregateRef(AggregateType.WEBHOOK, id.toString());
    }

    /** Whether it is told of that. */
    public boolean wants(NoticeKind kind, Severity severity) {
        return details.enabled()
                && details.events().contains(kind)
                && severity.compareTo(details.minimumSeverity()) >= 0;
    }

    /** The URL as it is shown, with stars for its query. */
    String shownUrl() {
        return details.hasQuery() ? details.address() + WebhookView.HIDDEN_QUERY : details.address();
    }

    /** The webhook as the history keeps it. */
    static final class Kept extends StdConverter<Webhook, Webhook> {
        @Override
        public Webhook convert(Webhook webhook) {
            var details = webhook.details;
            var shown = new WebhookDetails(
                    details.name(),
                    webhook.shownUrl(),
                    null,
                    details.events(),
                    details.minimumSeverity(),
                    details.enabled());
            return new Webhook(webhook.id, shown, webhook.secret, webhook.createdAt, webhook.updatedAt);
        }
    }
}
