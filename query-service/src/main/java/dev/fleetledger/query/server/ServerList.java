package dev.fleetledger.query.server;

import dev.fleetledger.kit.server.ServerView;
import java.util.List;

/**
 * The homelab contract's list.
 *
 * @param total of all that match, of which {@code servers} may be a part
 */
public record ServerList(List<ServerView> servers, long total) {
    public ServerList {
        servers = List.copyOf(servers);
    }
}
