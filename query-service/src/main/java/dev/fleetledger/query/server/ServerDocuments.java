package dev.fleetledger.query.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about servers: {@code slug}, {@code number} and the fields of {@link ServerDetails}. */
public final class ServerDocuments implements AggregateDocuments<ServerEvent> {

    @Override
    public @Nullable ObjectNode after(ServerEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case ServerRegistered registered ->
                details(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("slug", registered.slug())
                                .put("number", registered.number()),
                        registered.details());
            case ServerUpdated updated ->
                details(
                        Objects.requireNonNull(before, "an update of a server that was never registered")
                                .deepCopy(),
                        updated.details());
            case ServerDeleted deleted -> null;
        };
    }

    @Override
    public Set<String> names(ObjectNode document) {
        return Set.of(
                "name:" + document.get("slug").textValue().toLowerCase(Locale.ROOT),
                "number:" + document.get("number").longValue());
    }

    /** The server that a document of the past tells of; of its health and measurements the ledger knows nothing. */
    static ServerSnapshot snapshot(UUID id, JsonNode document, long version, Instant createdAt, Instant updatedAt) {
        var tags = new ArrayList<String>();
        document.get("tags").forEach(tag -> tags.add(tag.textValue()));
        var tdp = document.get("tdp_watts");
        return new ServerSnapshot(
                id,
                document.get("slug").textValue(),
                document.get("number").longValue(),
                new ServerDetails(
                        document.get("hostname").textValue(),
                        document.get("display_name").textValue(),
                        document.get("port").intValue(),
                        document.get("ip_address").textValue(),
                        tdp.isNull() ? null : tdp.intValue(),
                        tags),
                createdAt,
                updatedAt,
                version,
                Health.UNKNOWN,
                null,
                null,
                null,
                null,
                null);
    }

    private static ObjectNode details(ObjectNode document, ServerDetails details) {
        document.put("hostname", details.hostname())
                .put("display_name", details.displayName())
                .put("port", details.port())
                .put("ip_address", details.ipAddress())
                .put("tdp_watts", details.tdpWatts());
        var tags = document.putArray("tags");
        details.tags().forEach(tags::add);
        return document;
    }
}
