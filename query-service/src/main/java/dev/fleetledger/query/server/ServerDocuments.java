package dev.fleetledger.query.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
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
                slugName(document.get("slug").textValue()),
                "number:" + document.get("number").longValue());
    }

    /** The name by which a server is looked up by slug, whatever its case. */
    static String slugName(String slug) {
        return "slug:" + slug.toLowerCase(Locale.ROOT);
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
