package dev.fleetledger.domain.node;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.jspecify.annotations.Nullable;

/**
 * A site of a node, and how much of its quota it uses.
 *
 * @param usedGb in units of 2^30 bytes, to one decimal
 * @param quotaGb null for unlimited
 * @param usagePercent to one decimal; null without a quota
 */
public record SiteView(
        long siteId,
        String siteName,
        long usedBytes,
        double usedGb,

        @JsonSerialize(using = CompactDoubleSerializer.class) @Nullable
        Double quotaGb,

        @Nullable Double usagePercent,
        boolean isOverQuota) {

    /** A site as it is shown. */
    public static SiteView of(Site site) {
        var usage = site.usage();
        return new SiteView(
                site.number(),
                site.name(),
                site.usedBytes(),
                usage.usedGb(),
                site.quotaGb(),
                usage.percent(),
                usage.isOver());
    }
}
