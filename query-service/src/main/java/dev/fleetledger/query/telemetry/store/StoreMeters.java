package dev.fleetledger.query.telemetry.store;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;

/** Counts what becomes of samples once they are stored. */
public final class StoreMeters {
    private static final String PREFIX = "fleet.telemetry.";

    private final Meter corruptBlocks;
    private final Counter compactedHours;
    private final Counter repeatedSamples;
    private final Counter expiredSamples;
    private final Counter orphanedSamples;
    private final Counter futureSamples;

    public StoreMeters(MetricRegistry metrics) {
        corruptBlocks = metrics.meter(PREFIX + "corrupt_blocks");
        compactedHours = metrics.counter(PREFIX + "compacted_hours");
        repeatedSamples = metrics.counter(PREFIX + "repeated_samples");
        expiredSamples = metrics.counter(PREFIX + "expired_samples");
        orphanedSamples = metrics.counter(PREFIX + "orphaned_samples");
        futureSamples = metrics.counter(PREFIX + "future_samples");
    }

    /** Of damaged blocks met. */
    public Meter corruptBlocks() {
        return corruptBlocks;
    }

    /** An hour of a server was compacted, whereby so many samples fell out, as their time had come before. */
    void compacted(long repeated) {
        compactedHours.inc();
        repeatedSamples.inc(repeated);
    }

    /** So many were dropped because they are kept no longer. */
    void expired(long samples) {
        expiredSamples.inc(samples);
    }

    /** So many were dropped because their server is deleted. */
    void orphaned(long samples) {
        orphanedSamples.inc(samples);
    }

    /** So many were dropped because their time is yet to come. */
    void future(long samples) {
        futureSamples.inc(samples);
    }
}
