package dev.fleetledger.domain.node;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.fleetledger.schemas.node.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A site of a node, and how much of its quota it uses: null where that is not known, as with {@code as_of}.
 *
 * @param usedGb in units of 2^30 bytes, to one decimal
 * @param quotaGb null for unlimited
 * @param usagePercent to one decimal; null without a quota
 */
public record SiteView(
        long siteId,
        String siteName,
        @Nullable Long usedBytes,
        @Nullable Double usedGb,

        @JsonSerialize(using = CompactDoubleSerializer.class) @Nullable
        Double quotaGb,

        @Nullable Double usagePercent,
        @Nullable Boolean isOverQuota) {

    /**
     * A site as it is shown.
     *
     * @param usedBytes what it holds, if that is known
     */
    public static SiteView of(Site site, @Nullable Long usedBytes) {
        if (usedBytes == null) {
            return new SiteView(site.number(), site.name(), null, null, site.quotaGb(), null, null);
        }
        var usage = new Usage(usedBytes, site.quotaGb());
        return new SiteView(
                site.number(), site.name(), usedBytes, usage.usedGb(), site.quotaGb(), usage.percent(), usage.isOver());
    }
}
