package dev.fleetledger.command.alert;

/** What the requests that create and change thresholds have in common. */
final class ThresholdLimits {
    /** Prometheus' metric names ("Data model"). */
    static final String METRIC = "[a-zA-Z_:][a-zA-Z0-9_:]*";

    static final String METRIC_MESSAGE = "must be a metric's name";
    static final int LONGEST_METRIC = 200;
    static final int MOST_LABELS = 16;
    /** A week. */
    static final int LONGEST_SECONDS = 604_800;
    /** Less would take a sample that is a little late for silence. */
    static final int SHORTEST_SILENCE = 10;

    private ThresholdLimits() {}
}
