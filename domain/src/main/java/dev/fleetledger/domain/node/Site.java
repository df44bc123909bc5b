package dev.fleetledger.domain.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import dev.fleetledger.schemas.node.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A site of a node.
 *
 * @param number counted per fleet from 1
 * @param node the number of its node
 * @param name unique on its node
 * @param usedBytes what it holds
 * @param quotaGb what it may hold, in units of 2^30 bytes; null for unlimited
 */
public record Site(
        @JsonProperty("id") long number,
        @JsonProperty("node_id") long node,
        String name,
        long usedBytes,
        @Nullable Double quotaGb)
        implements Aggregate {

    /** The site after a report, which says all of it. */
    public static Site evolve(@Nullable Site before, SiteReported reported, EventMetadata metadata) {
        return of(reported);
    }

    static Site of(SiteReported reported) {
        return new Site(
                reported.siteNumber(),
                reported.nodeNumber(),
                reported.name(),
                reported.usedBytes(),
                reported.quotaGb());
    }

    @Override
    public AggregateRef ref() {
        return new AggregateRef(AggregateType.SITE, Long.toString(number));
    }

    public Usage usage() {
        return new Usage(usedBytes, quotaGb);
    }
}
