package dev.fleetledger.command.webhook;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.WebhookDetails;
import java.util.List;
import java.util.function.Predicate;

/** What a client would change of a webhook, but for its secret. */
public record WebhookFields(
        Field<String> name,
        Field<String> url,
        Field<List<NoticeKind>> events,
        Field<Severity> minimumSeverity,
        Field<Boolean> enabled) {
    static final List<NoticeKind> ALL_EVENTS = List.of(NoticeKind.ALERT_TRIGGERED, NoticeKind.ALERT_RESOLVED);

    /** Those that were sent, by their names on the wire. */
    static WebhookFields of(WebhookChanges changes, Predicate<String> sent) {
        return new WebhookFields(
                Field.of("name", changes.name(), sent),
                Field.of("url", changes.url(), sent),
                Field.of("events", changes.events(), sent),
                Field.of("minimum_severity", changes.minimumSeverity(), sent),
                Field.of("enabled", changes.enabled(), sent));
    }

    /** Null for what must be there. */
    List<FieldError> cleared() {
        return Field.nulls(url);
    }

    /** What they make of a webhook. */
    WebhookDetails merge(WebhookDetails old) {
        return new WebhookDetails(
                name.merge(old.name()),
                url.merge(old.url(), old.url()),
                events.merge(old.events(), ALL_EVENTS),
                minimumSeverity.merge(old.minimumSeverity(), Severity.INFO),
                enabled.merge(old.enabled(), true));
    }
}
