package dev.fleetledger.command.webhook;

import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.WebhookDetails;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's URL as a client sent it.
 *
 * @param url up to its query
 * @param query sealed; null if it has none, or the known one stays
 * @param queryStays whether what is shown of the known URL was sent
 */
public record WebhookAddress(String url, @Nullable Concealed query, boolean queryStays) {

    /** Whether it asks for the query of another address to stay. */
    boolean isForeignTo(WebhookDetails known) {
        return queryStays && !(known.hasQuery() && known.address().equals(url));
    }
}
