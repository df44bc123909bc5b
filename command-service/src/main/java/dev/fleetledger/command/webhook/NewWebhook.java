package dev.fleetledger.command.webhook;

import dev.fleetledger.command.text.Legible;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.WebhookDetails;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as a client creates it.
 *
 * @param url http or https; what is shown of one keeps it in a change
 * @param events what it is told of; all of alerts if absent
 * @param minimumSeverity only of alerts at least as bad; info if absent
 * @param enabled so if absent
 * @param secret made, and shown once, if absent; in a change null and what stands for a hidden one keep it
 */
public record NewWebhook(
        @Nullable @Size(min = 1, max = 100) @Pattern(regexp = Legible.TEXT, message = Legible.MESSAGE)
        String name,

        @NotNull @Size(max = WebhookUrls.LONGEST) String url,
        @Nullable @Size(max = 10) List<@NotNull NoticeKind> events,
        @Nullable Severity minimumSeverity,
        @Nullable Boolean enabled,
        @Nullable @Size(max = WebhookSecrets.LONGEST) String secret) {

    /** @param address the URL, its query sealed; null of a change that sends none */
    WebhookDetails details(@Nullable WebhookAddress address) {
        return new WebhookDetails(
                name,
                address == null ? "" : address.url(),
                address == null ? null : address.query(),
                Objects.requireNonNullElse(events, WebhookFields.ALL_EVENTS),
                Objects.requireNonNullElse(minimumSeverity, Severity.INFO),
                enabled == null || enabled);
    }
}
