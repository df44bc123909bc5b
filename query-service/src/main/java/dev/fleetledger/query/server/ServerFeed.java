package dev.fleetledger.query.server;

import dev.fleetledger.query.live.Feed;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What becomes of servers from now on, or from where a client got to if this instance knows that. It never ends. */
final class ServerFeed implements Feed {
    private static final int MOST_AT_ONCE = 100;

    private final ServerChanges changes;
    private final GoughServerDao servers;
    private final long start;

    ServerFeed(ServerChanges changes, GoughServerDao servers) {
        this.changes = changes;
        this.servers = servers;
        this.start = changes.last();
    }

    /**
     * What became of a server.
     *
     * @param server as it is now, or was last
     */
    record Event(ServerChanges.Type type, GoughServer server) {}

    @Override
    public Part after(@Nullable String id) {
        var items = new ArrayList<Item>();
        for (var change : changes.after(changes.number(id).orElse(start), MOST_AT_ONCE)) {
            var seen = change.server();
            var found = servers.latest(seen.id()).filter(server -> server.version() >= seen.version());
            if (found.isEmpty()) {
                // The ledger's own projection is behind: the next look goes on from here.
                break;
            }
            var shown = GoughServer.of(found.get().server(), seen);
            items.add(new Item(changes.id(change), new Event(change.type(), shown)));
        }
        return new Part(items, false);
    }
}
