package dev.fleetledger.query.server;

import dev.fleetledger.query.live.Feed;
import dev.fleetledger.query.server.ServerChanges.Change;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of servers from now on, or from where a client got to. If it got to where this instance cannot go on from, as
 * another one told it or too much has happened since, it is told so once and then what comes. It never ends.
 */
final class ServerFeed implements Feed {
    private static final int MOST_AT_ONCE = 100;

    /** Who follows is to read the list of servers anew. */
    private static final Map<String, String> RESET = Map.of("type", "reset");

    private final ServerChanges changes;
    private final GoughServerDao servers;
    private final long start;
    /** Up to which changes were missed, until the client is told. */
    private @Nullable Missed missed;

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

    private record Missed(long number, @Nullable ServerSnapshot latest) {}

    @Override
    public Part after(@Nullable String id) {
        if (missed == null) {
            var number = id == null ? Optional.of(start) : changes.number(id);
            var next = number.flatMap(from -> changes.after(from, MOST_AT_ONCE));
            if (next.isPresent()) {
                return shown(next.get());
            }
            missed = changes.latest()
                    .map(latest -> new Missed(latest.number(), latest.server()))
                    .orElse(new Missed(0, null));
        }
        return reset(missed);
    }

    private Part shown(List<Change> next) {
        var found =
                servers.latest(next.stream().map(change -> change.server().id()).collect(Collectors.toSet()));
        var items = new ArrayList<Item>();
        for (var change : next) {
            var seen = change.server();
            var server = found.get(seen.id());
            if (server == null || server.version() < seen.version()) {
                // The ledger's own projection is behind: the next look goes on from here.
                return new Part(items, false);
            }
            var shown = GoughServer.of(server.server(), seen);
            items.add(new Item(changes.id(change.number()), new Event(change.type(), shown)));
        }
        return new Part(items, false, next.size() == MOST_AT_ONCE);
    }

    private Part reset(Missed until) {
        var seen = until.latest();
        if (seen != null) {
            var server = servers.latest(Set.of(seen.id())).get(seen.id());
            if (server == null || server.version() < seen.version()) {
                // A list that is read now may lack what is not told any more.
                return new Part(List.of(), false);
            }
        }
        missed = null;
        return new Part(List.of(new Item(changes.id(until.number()), RESET)), false, true);
    }
}
