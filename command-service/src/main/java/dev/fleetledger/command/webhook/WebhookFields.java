package dev.fleetledger.command.webhook;

import dev.fleetledger.domain.webhook.WebhookView;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.event.WebhookDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client would change of a webhook, but for its secret.
 *
 * @param address the URL, its query sealed, if one was sent
 */
public record WebhookFields(
        Change<WebhookDetails> change, @Nullable WebhookAddress address) {
    static final String URL = "url";
    static final List<NoticeKind> ALL_EVENTS = List.of(NoticeKind.ALERT_TRIGGERED, NoticeKind.ALERT_RESOLVED);

    /** Null for what must be there; a query that was hidden, for another address: it goes to whom it was meant for alone. */
    List<FieldError> errors(WebhookDetails known) {
        return address != null && address.isForeignTo(known)
                ? List.of(FieldError.invalid(
                        URL,
                        "has the hidden query of another address",
                        address.url() + WebhookView.HIDDEN_QUERY,
                        "the whole URL"))
                : change.errors();
    }

    /** What they make of a webhook. */
    WebhookDetails merge(WebhookDetails old) {
        var changed = change.over(old);
        return address == null || address.queryStays()
                ? changed.at(old.url(), old.query())
                : changed.at(address.url(), address.query());
    }
}
