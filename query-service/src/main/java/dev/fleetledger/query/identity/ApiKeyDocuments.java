package dev.fleetledger.query.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.query.history.Sealed;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.EventMetadata;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about API keys, and that each has a secret. */
public final class ApiKeyDocuments implements AggregateDocuments<ApiKeyEvent> {

    @Override
    public @Nullable ObjectNode after(ApiKeyEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case ApiKeyCreated created -> {
                var document = JsonNodeFactory.instance
                        .objectNode()
                        .put("name", created.name())
                        .put("owner", created.owner())
                        .put("server_id", text(created.serverId()))
                        .put("expires_at", text(created.expiresAt()));
                var scopes = document.putArray("scopes");
                created.scopes().forEach(scopes::add);
                yield document.set("key", Sealed.at(metadata.version()));
            }
            case ApiKeyRevoked revoked -> null;
        };
    }

    @Override
    public Set<String> names(ObjectNode document) {
        return Set.of(ownerName(document.get("owner").longValue()));
    }

    /** The name by which the keys of a user are found. */
    static String ownerName(long owner) {
        return "owner:" + owner;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
