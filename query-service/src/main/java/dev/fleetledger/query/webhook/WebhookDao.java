package dev.fleetledger.query.webhook;

import static dev.fleetledger.schemas.AggregateType.DELIVERY;
import static dev.fleetledger.schemas.AggregateType.WEBHOOK;

import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.domain.webhook.Delivery;
import dev.fleetledger.domain.webhook.DeliveryView;
import dev.fleetledger.domain.webhook.DeliveryView.Status;
import dev.fleetledger.domain.webhook.Webhook;
import dev.fleetledger.domain.webhook.WebhookView;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.query.read.Conditions;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads webhooks and what was sent to them. */
public final class WebhookDao {
    private final Jdbi database;

    public WebhookDao(Jdbi database) {
        this.database = database;
    }

    /** A part of the webhooks, in the order they were made. */
    public Page<WebhookView> webhooks(PageRequest page) {
        return VersionRows.read(database, null, rows -> rows.page(WEBHOOK, new Conditions(), "created_at, id", page))
                .map(WebhookDao::webhook);
    }

    public Optional<WebhookView> webhook(UUID id) {
        return VersionRows.read(database, null, rows -> rows.one(WEBHOOK, id)).map(WebhookDao::webhook);
    }

    /**
     * A part of what was, or is to be, sent to a webhook, the newest first.
     *
     * @param status any if null
     */
    public Page<DeliveryView> deliveries(UUID webhook, @Nullable Status status, PageRequest page) {
        var conditions = new Conditions()
                .and("names @> array[cast(:webhook as text)]", "webhook", Delivery.webhookName(webhook))
                .field("status", status);
        return VersionRows.read(database, null, rows -> rows.page(DELIVERY, conditions, "created_at desc, id", page))
                .map(row -> DeliveryView.of(row.aggregate(Delivery.class)));
    }

    private static WebhookView webhook(VersionRow row) {
        return WebhookView.of(row.aggregate(Webhook.class), SealedSecret.SHOWN, row.version());
    }
}
