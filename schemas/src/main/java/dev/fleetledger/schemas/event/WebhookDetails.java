package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told, and of what.
 *
 * @param name for people, or null
 * @param url http or https
 * @param events what it is told of
 * @param minimumSeverity only of alerts at least as bad
 */
public record WebhookDetails(
        @Nullable String name, String url, List<NoticeKind> events, Severity minimumSeverity, boolean enabled) {
    public WebhookDetails {
        events = List.copyOf(events);
    }

    /** The same, told of nothing any more. */
    public WebhookDetails disabled() {
        return new WebhookDetails(name, url, events, minimumSeverity, false);
    }
}
