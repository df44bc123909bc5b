package dev.fleetledger.ingest.batch;

import dev.fleetledger.ingest.heartbeat.ServerName;

/** A series of a server that may be kept: its name and its labels in the order of their names. */
public final class Series implements NamedSeries {
    private final ServerName server;
    private final String serverField;
    private final Symbol name;
    private final Symbol[] labels;
    private final long fingerprint;
    /** The hour in which it was counted among its server's. */
    private volatile int countedIn;

    /**
     * @param server how the sender named it
     * @param serverField where the sender named it
     * @param fingerprint by which it is told from the server's others
     */
    Series(ServerName server, String serverField, Symbol name, Symbol[] labels, long fingerprint) {
        this.server = server;
        this.serverField = serverField;
        this.name = name;
        this.labels = labels;
        this.fingerprint = fingerprint;
    }

    ServerName server() {
        return server;
    }

    String serverField() {
        return serverField;
    }

    Symbol name() {
        return name;
    }

    /** Not to be changed. */
    Symbol[] labels() {
        return labels;
    }

    long fingerprint() {
        return fingerprint;
    }

    int countedIn() {
        return countedIn;
    }

    void countedIn(int hour) {
        countedIn = hour;
    }
}
