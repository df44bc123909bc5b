package dev.fleetledger.ingest.batch;

import com.codahale.metrics.MetricRegistry;

/** The intake's own metrics. */
final class Meters {
    static final String PREFIX = "fleet.ingest.";

    private Meters() {}

    static void accepted(MetricRegistry metrics, int samples) {
        metrics.counter(PREFIX + "accepted_samples").inc(samples);
    }

    /** Items, or whole requests where the limit is one of requests. */
    static void rejected(MetricRegistry metrics, Reason reason, int count) {
        metrics.counter(PREFIX + "rejected." + reason.wireName()).inc(count);
    }
}
