package dev.fleetledger.query.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.query.history.Sealed;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.WebhookDetails;
import dev.fleetledger.schemas.event.WebhookEvent;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookCreated;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookDeleted;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookSecretChanged;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookUpdated;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about webhooks: the fields of {@link WebhookDetails}, and since when it has its secret. */
public final class WebhookDocuments implements AggregateDocuments<WebhookEvent> {
    private static final String SECRET = "secret";

    @Override
    public @Nullable ObjectNode after(WebhookEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case WebhookCreated created -> document(created.details()).set(SECRET, Sealed.at(metadata.version()));
            case WebhookUpdated updated ->
                document(updated.details()).set(SECRET, known(before).get(SECRET));
            case WebhookSecretChanged changed -> known(before).set(SECRET, Sealed.at(metadata.version()));
            case WebhookDeleted deleted -> null;
        };
    }

    @Override
    public Set<String> names(ObjectNode document) {
        return Set.of();
    }

    private static ObjectNode document(WebhookDetails details) {
        return Json.mapper().valueToTree(details);
    }

    private static ObjectNode known(@Nullable ObjectNode before) {
        return Objects.requireNonNull(before, "an event of a webhook that never was")
                .deepCopy();
    }
}
