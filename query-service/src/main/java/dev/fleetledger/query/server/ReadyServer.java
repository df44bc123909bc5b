package dev.fleetledger.query.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.domain.server.ServerView;
import dev.fleetledger.domain.server.ServerView.PowerFeed;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.json.Rendered;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.util.List;
import java.util.UUID;

/**
 * A server whose view was written when it changed, not when it is asked for.
 *
 * @param version of the aggregate
 * @param view as JSON, as homelab shows it without its power
 */
public record ReadyServer(UUID id, String slug, long version, String view) {

    /** Of a snapshot. */
    static ReadyServer of(ServerSnapshot server) {
        return new ReadyServer(server.id(), server.slug(), server.version(), text(ServerView.homelab(server)));
    }

    /** As homelab shows it. */
    Rendered<ServerView> homelab() {
        return new Rendered<>(view);
    }

    /** As ChatOps shows it: only the id, which comes first, is another. */
    Rendered<ServerView> chatops() {
        return new Rendered<>(withId(id) + view.substring(withId(slug).length()));
    }

    /** The same, fed from there. */
    static Rendered<ServerView> with(Rendered<ServerView> view, List<PowerFeed> feeds) {
        var json = view.json();
        return new Rendered<>(json.substring(0, json.length() - 1) + ",\"power_feeds\":" + text(feeds) + "}");
    }

    private static String withId(Object id) {
        return "{\"id\":" + text(id);
    }

    private static String text(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
