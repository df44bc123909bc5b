package dev.fleetledger.command.webhook;

import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.WebhookDetails;
import java.time.Instant;
import java.util.UUID;

/** A webhook as the deciders know it. */
public record Webhook(UUID id, WebhookDetails details, Concealed secret, Instant createdAt, Instant updatedAt) {

    /** Whether it is told of that. */
    boolean wants(NoticeKind kind, Severity severity) {
        return details.enabled()
                && details.events().contains(kind)
                && severity.compareTo(details.minimumSeverity()) >= 0;
    }
}
