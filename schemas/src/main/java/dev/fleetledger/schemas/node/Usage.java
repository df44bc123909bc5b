package dev.fleetledger.schemas.node;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How much of a quota is used.
 *
 * @param usedBytes from 0
 * @param quotaGb in units of 2^30 bytes, from 0; null for unlimited
 */
public record Usage(long usedBytes, @Nullable Double quotaGb) {
    private static final double GIGABYTE = 1L << 30;
    private static final double WARNING_PERCENT = 80;

    /** In units of 2^30 bytes, to one decimal. */
    public double usedGb() {
        return rounded(usedBytes / GIGABYTE, 10);
    }

    /** In units of 2^30 bytes, to two decimals. */
    public static double exactGb(long bytes) {
        return rounded(bytes / GIGABYTE, 100);
    }

    /** Of the quota, to one decimal; null if there is none to be a part of. */
    public @Nullable Double percent() {
        return quotaGb == null || quotaGb == 0 ? null : rounded(100 * usedBytes / (quotaGb * GIGABYTE), 10);
    }

    /** Whether more is used than may be. */
    public boolean isOver() {
        return quotaGb != null && usedBytes > quotaGb * GIGABYTE;
    }

    /** Whether 80 % are used, as {@link #percent} shows it, and not more than may be. */
    public boolean isWarning() {
        var percent = percent();
        return !isOver() && percent != null && percent >= WARNING_PERCENT;
    }

    public QuotaLevel level() {
        return isOver() ? QuotaLevel.OVER : isWarning() ? QuotaLevel.WARNING : QuotaLevel.OK;
    }

    /** What several hold together; the most that can be told if it is more. */
    public static long together(LongStream usedBytes) {
        return usedBytes.reduce(0, (some, more) -> some > Long.MAX_VALUE - more ? Long.MAX_VALUE : some + more);
    }

    private static double rounded(double value, double steps) {
        return Math.round(value * steps) / steps;
    }
}
