package dev.fleetledger.query.projection.node;

import dev.fleetledger.query.projection.node.SiteUses.Novelty;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteAdded;
import dev.fleetledger.schemas.event.NodeEvent.SiteEvent;
import dev.fleetledger.schemas.event.NodeEvent.SiteQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import dev.fleetledger.schemas.node.NodeSnapshot;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.QuotaLevel;
import dev.fleetledger.schemas.node.SiteSnapshot;
import dev.fleetledger.schemas.node.Usage;
import dev.fleetledger.schemas.telemetry.SiteUse;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sites of a fleet: the ledger says which there are and what they may hold, reports say what they hold. A report counts
 * before what the ledger of old says of that, whichever is read first.
 */
final class Sites {
    private final Quotas quotas;
    private final SiteUses uses;

    Sites(Quotas quotas, SiteUses uses) {
        this.quotas = quotas;
        this.uses = uses;
    }

    /** The node after a change of its own quota. */
    NodeSnapshot quota(NodeSnapshot node, NodeQuotaChanged changed, EventMetadata metadata) {
        decided(node, changed.quotaGb(), metadata);
        return counted(node);
    }

    /** The node after an event of one of its sites. */
    NodeSnapshot decided(NodeSnapshot node, SiteEvent event, EventMetadata metadata) {
        var use = uses.find(node.number(), event.siteNumber());
        var used = use == null ? carried(event) : use.usedBytes();
        quotas.decided(
                state(node, metadata.time(), event.siteNumber(), event.name(), used, quotaGb(event)),
                metadata.sequence());
        decided(node, quotas.quota(node.number()), metadata);
        return counted(node);
    }

    /** Takes a report into account, whether or not the ledger has told of its site yet. */
    Novelty taken(SiteUse report, long offset) {
        return uses.take(report, offset);
    }

    /** What the site of a report that was taken holds. */
    SiteSnapshot use(SiteUse report) {
        return Objects.requireNonNull(uses.find(report.node(), report.site()));
    }

    /** The node after a report of one of its sites that was taken; as it is while the ledger has not told of that. */
    NodeSnapshot measured(NodeSnapshot node, SiteUse report, Novelty novelty) {
        var site = quotas.site(node.number(), report.site());
        if (site == null) {
            return node;
        }
        var use = use(report);
        var again = novelty == Novelty.AGAIN;
        var known = site.change();
        quotas.measured(
                state(node, report.receivedAt(), known.site(), known.siteName(), use.usedBytes(), known.quotaGb()),
                again);
        quotas.measured(state(node, report.receivedAt(), null, null, used(node), quotas.quota(node.number())), again);
        return counted(node);
    }

    private void decided(NodeSnapshot node, @Nullable Double quotaGb, EventMetadata metadata) {
        quotas.decided(state(node, metadata.time(), null, null, used(node), quotaGb), metadata.sequence());
    }

    /** What a site holds by the ledger alone. */
    private long carried(SiteEvent event) {
        var known = quotas.site(event.nodeNumber(), event.siteNumber());
        return switch (event) {
            case SiteReported reported -> reported.usedBytes();
            case SiteQuotaChanged ignored -> known == null ? 0 : known.change().usedBytes();
            case SiteAdded ignored -> 0;
        };
    }

    private static @Nullable Double quotaGb(SiteEvent event) {
        return switch (event) {
            case SiteReported reported -> reported.quotaGb();
            case SiteQuotaChanged changed -> changed.quotaGb();
            case SiteAdded added -> added.quotaGb();
        };
    }

    private NodeSnapshot counted(NodeSnapshot node) {
        return NodeSnapshots.counted(node, quotas.quota(node.number()), quotas.sites(node.number()));
    }

    private long used(NodeSnapshot node) {
        return Usage.together(quotas.sites(node.number()).stream().mapToLong(Usage::usedBytes));
    }

    private static QuotaChange state(
            NodeSnapshot node,
            Instant at,
            @Nullable Long site,
            @Nullable String siteName,
            long usedBytes,
            @Nullable Double quotaGb) {
        return new QuotaChange(
                0,
                at,
                node.number(),
                node.id(),
                node.details().hostname(),
                site,
                siteName,
                usedBytes,
                quotaGb,
                QuotaLevel.OK,
                QuotaLevel.OK);
    }
}
