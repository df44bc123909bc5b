package dev.fleetledger.query.server;

import dev.fleetledger.domain.server.ServerView;
import dev.fleetledger.kit.json.Rendered;
import java.util.List;

/**
 * The homelab contract's list.
 *
 * @param total of all that match, of which {@code servers} may be a part
 */
public record ServerList(List<Rendered<ServerView>> servers, long total) {
    public ServerList {
        servers = List.copyOf(servers);
    }
}
