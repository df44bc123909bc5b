package dev.fleetledger.agent;

import org.jspecify.annotations.Nullable;

/** Shares as the platform wants them: 0..100, one decimal. */
final class Percent {
    private Percent() {}

    /** Of the whole; null where there is none. */
    static @Nullable Double of(long part, long whole) {
        return whole <= 0 ? null : ofShare((double) part / whole);
    }

    /** Of a share that is 0..1; null if it is no number. */
    static @Nullable Double ofShare(double share) {
        return Double.isFinite(share) ? Math.round(Math.clamp(share, 0, 1) * 1_000) / 10.0 : null;
    }
}
