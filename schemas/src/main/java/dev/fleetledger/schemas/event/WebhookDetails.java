package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told, and of what.
 *
 * @param name for people, or null
 * @param url http or https, up to its query; the whole in events of before queries were sealed
 * @param query the URL's query, sealed, as it often is the receiver's password; null if it has none
 * @param events what it is told of
 * @param minimumSeverity only of alerts at least as bad
 */
public record WebhookDetails(
        @Nullable String name,
        String url,
        @Nullable Concealed query,
        List<NoticeKind> events,
        Severity minimumSeverity,
        boolean enabled) {
    public WebhookDetails {
        events = List.copyOf(events);
    }

    /** The same, told of nothing any more. */
    public WebhookDetails disabled() {
        return new WebhookDetails(name, url, query, events, minimumSeverity, false);
    }

    /** The same, elsewhere. */
    public WebhookDetails at(String newUrl, @Nullable Concealed newQuery) {
        return new WebhookDetails(name, newUrl, newQuery, events, minimumSeverity, enabled);
    }

    /** Its URL up to the query. */
    public String address() {
        var question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    /** Whether its URL has a query, sealed or not. */
    public boolean hasQuery() {
        return query != null || url.indexOf('?') >= 0;
    }
}
