package dev.fleetledger.ingest.batch;

/** A series of a server that may be kept: its name and labels as they stand in a record. */
public final class Series implements NamedSeries {
    private final String server;
    private final String serverField;
    private final byte[] encoded;
    private final long fingerprint;
    /** The hour in which it was counted among its server's. */
    private volatile int countedIn;

    /**
     * @param server how the sender named it
     * @param serverField where the sender named it
     * @param encoded the fields name and labels of the record
     * @param fingerprint by which it is told from the server's others
     */
    Series(String server, String serverField, byte[] encoded, long fingerprint) {
        this.server = server;
        this.serverField = serverField;
        this.encoded = encoded;
        this.fingerprint = fingerprint;
    }

    String server() {
        return server;
    }

    String serverField() {
        return serverField;
    }

    byte[] encoded() {
        return encoded;
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
