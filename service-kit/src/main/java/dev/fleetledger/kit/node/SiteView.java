package dev.fleetledger.kit.node;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.fleetledger.kit.http.Shortest;
import dev.fleetledger.schemas.node.Usage;
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
        @JsonSerialize(using = Shortest.class) @Nullable Double quotaGb,
        @Nullable Double usagePercent,
        boolean isOverQuota) {

    public static SiteView of(long id, String name, Usage usage) {
        return new SiteView(
                id, name, usage.usedBytes(), usage.usedGb(), usage.quotaGb(), usage.percent(), usage.isOver());
    }
}
