package dev.fleetledger.query.node;

import dev.fleetledger.domain.node.Site;
import dev.fleetledger.domain.node.SiteView;
import dev.fleetledger.schemas.node.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A version of a site, with what it holds.
 *
 * @param usedBytes null if that is not known
 */
record SiteRow(Site site, @Nullable Long usedBytes) {

    /** How much of its quota is used, if that is known. */
    @Nullable
    Usage usage() {
        return usedBytes == null ? null : new Usage(usedBytes, site.quotaGb());
    }

    SiteView view() {
        return SiteView.of(site, usedBytes);
    }
}
