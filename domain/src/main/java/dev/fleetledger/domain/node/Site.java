package dev.fleetledger.domain.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.NodeEvent.SiteAdded;
import dev.fleetledger.schemas.event.NodeEvent.SiteEvent;
import dev.fleetledger.schemas.event.NodeEvent.SiteQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import org.jspecify.annotations.Nullable;

/**
 * A site of a node. What it holds is no fact but a measurement, and comes with the telemetry.
 *
 * @param number counted per fleet from 1
 * @param node the number of its node
 * @param name unique on its node
 * @param usedBytes what it held by the last report that the ledger has; null if it has none, as since reports are telemetry
 * @param quotaGb what it may hold, in units of 2^30 bytes; null for unlimited
 */
public record Site(
        @JsonProperty("id") long number,
        @JsonProperty("node_id") long node,
        String name,
        @Nullable Long usedBytes,
        @Nullable Double quotaGb)
        implements Aggregate {

    /** The site after an event of it. */
    public static Site evolve(@Nullable Site before, SiteEvent event, EventMetadata metadata) {
        return after(before, event);
    }

    static Site after(@Nullable Site before, SiteEvent event) {
        return switch (event) {
            case SiteAdded added ->
                new Site(added.siteNumber(), added.nodeNumber(), added.name(), null, added.quotaGb());
            case SiteQuotaChanged changed -> Aggregate.known(before).withQuota(changed.quotaGb());
            case SiteReported reported ->
                new Site(
                        reported.siteNumber(),
                        reported.nodeNumber(),
                        reported.name(),
                        reported.usedBytes(),
                        reported.quotaGb());
        };
    }

    @Override
    public AggregateRef ref() {
        return new AggregateRef(AggregateType.SITE, Long.toString(number));
    }

    private Site withQuota(@Nullable Double quota) {
        return new Site(number, node, name, usedBytes, quota);
    }
}
