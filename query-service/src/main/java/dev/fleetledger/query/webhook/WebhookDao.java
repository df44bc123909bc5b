package dev.fleetledger.query.webhook;

import static dev.fleetledger.schemas.AggregateType.DELIVERY;
import static dev.fleetledger.schemas.AggregateType.WEBHOOK;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.kit.alert.WebhookView;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.query.webhook.DeliveryView.Status;
import dev.fleetledger.schemas.event.WebhookDetails;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Reads webhooks and what was sent to them. */
public final class WebhookDao {
    private final Jdbi database;

    public WebhookDao(Jdbi database) {
        this.database = database;
    }

    /** A part of the webhooks, in the order they were made. */
    public Page<WebhookView> webhooks(PageRequest page) {
        return read(rows -> {
            var found = rows.page(WEBHOOK, new Conditions(), "created_at, id", page);
            return new Page<>(found.items().stream().map(WebhookDao::webhook).toList(), found.total(), page);
        });
    }

    public Optional<WebhookView> webhook(UUID id) {
        return read(rows -> rows.byId(WEBHOOK, List.of(id)).stream().findFirst().map(WebhookDao::webhook));
    }

    /**
     * A part of what was, or is to be, sent to a webhook, the newest first.
     *
     * @param status any if null
     */
    public Page<DeliveryView> deliveries(UUID webhook, @Nullable Status status, PageRequest page) {
        return read(rows -> {
            var conditions = new Conditions()
                    .and(
                            "names @> array[cast(:webhook as text)]",
                            "webhook",
                            DeliveryDocuments.webhookName(webhook.toString()))
                    .and("document ->> 'status' = :status", "status", status == null ? null : status.wireName());
            var found = rows.page(DELIVERY, conditions, "created_at desc, id", page);
            return new Page<>(found.items().stream().map(WebhookDao::delivery).toList(), found.total(), page);
        });
    }

    private <T> T read(Function<VersionRows, T> read) {
        return database.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> read.apply(new VersionRows(handle, null)));
    }

    private static WebhookView webhook(VersionRow row) {
        try {
            var details = Json.mapper().treeToValue(row.document(), WebhookDetails.class);
            return WebhookView.of(
                    row.id(), details, WebhookView.HIDDEN, row.createdAt(), row.updatedAt(), row.version());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored webhook is none", e);
        }
    }

    private static DeliveryView delivery(VersionRow row) {
        try {
            return Json.mapper().treeToValue(row.document().put("id", row.id().toString()), DeliveryView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored delivery is none", e);
        }
    }
}
