package dev.fleetledger.ingest.heartbeat;

import dev.fleetledger.domain.server.HostNames;

/**
 * How a sender names a server.
 *
 * @param text as it was sent
 */
public record ServerName(String text, Kind kind) {

    /** What the sender can mean. */
    public enum Kind {
        /** A slug, uuid or number. */
        ID,
        /** That, or else a host. */
        ID_OR_HOST,
        /** A host by its own name, which never means a number. */
        HOST
    }

    public static ServerName id(String text) {
        return new ServerName(text, Kind.ID);
    }

    public static ServerName idOrHost(String text) {
        return new ServerName(text, Kind.ID_OR_HOST);
    }

    public static ServerName host(String text) {
        return new ServerName(text, Kind.HOST);
    }

    /** One of all that mean the same. */
    ServerName folded() {
        return new ServerName(HostNames.key(text), kind);
    }
}
