package dev.fleetledger.ingest.batch;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;

/** The intake's own metrics. */
final class Meters {
    private static final String PREFIX = "fleet.ingest.";

    private Meters() {}

    static void bytesInFlight(MetricRegistry metrics, Gauge<Long> taken) {
        metrics.register(PREFIX + "bytes_in_flight", taken);
    }

    static void accepted(MetricRegistry metrics, int samples) {
        metrics.counter(PREFIX + "accepted_samples").inc(samples);
    }

    /** Items, or whole requests where the limit is one of requests. */
    static void rejected(MetricRegistry metrics, Reason reason, int count) {
        metrics.counter(PREFIX + "rejected." + reason.wireName()).inc(count);
    }
}
