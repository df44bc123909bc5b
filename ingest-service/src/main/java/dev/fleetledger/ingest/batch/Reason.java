package dev.fleetledger.ingest.batch;

import java.util.Locale;

/** Why something sent was not kept. Each is named in its error and has its own meter. */
public enum Reason {
    /** It is not what it has to be. */
    MALFORMED,
    /** A kind of sample that is not kept, such as native histograms. */
    UNSUPPORTED,
    TOO_OLD,
    IN_THE_FUTURE,
    /** Nothing says of which server it is. */
    NO_SERVER,
    UNKNOWN_SERVER,
    /** Several servers have the hostname. */
    AMBIGUOUS_SERVER,
    /** It would be a new server's, and there is no room for one: in the fleet, or of this sender within the hour. */
    NO_ROOM,
    /** The key is bound to another server. */
    OTHER_SERVER,
    NO_NAME,
    DUPLICATE_LABEL,
    METRIC_NAME_LENGTH,
    LABELS_PER_SERIES,
    LABEL_NAME_LENGTH,
    LABEL_VALUE_LENGTH,
    SERIES_PER_SERVER,
    ITEMS_PER_REQUEST,
    METRICS_PER_ITEM,
    BODY_BYTES,
    DECOMPRESSED_BYTES,
    BYTES_IN_FLIGHT;

    /** The name in errors and meters. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
