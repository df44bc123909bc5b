package dev.fleetledger.query.webhook;

import dev.fleetledger.kit.Area;
import dev.fleetledger.query.area.QueryServices;

/** Webhooks, as the query-service has them. */
public final class WebhookArea {

    private WebhookArea() {}

    public static Area of(QueryServices with) {
        return Area.of(new WebhookResource(new WebhookDao(with.database()), with.reads()));
    }
}
