package dev.fleetledger.query.projection.node;

import dev.fleetledger.schemas.node.SiteSnapshot;
import dev.fleetledger.schemas.telemetry.SiteUse;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What the sites of a fleet hold by their latest reports, also of sites that the ledger has not told of yet: a report that
 * was acknowledged counts once it has.
 */
final class SiteUses {
    private final KeyValueStore<String, SiteSnapshot> store;
    private final String fleet;

    /** What a report is to those before it. */
    enum Novelty {
        /** It says what is. */
        NEWER,
        /** It says what was, before another that is known. */
        LATE,
        /** It was taken account of before, and comes again after a crash. */
        AGAIN
    }

    SiteUses(KeyValueStore<String, SiteSnapshot> store, String fleet) {
        this.store = store;
        this.fleet = fleet;
    }

    /** What a site holds; null if no report of it has come. */
    @Nullable
    SiteSnapshot find(long node, long site) {
        return store.get(key(node, site));
    }

    /** Takes a report into account; of two that were measured at the same time, the later one counts. */
    Novelty take(SiteUse report, long offset) {
        var was = find(report.node(), report.site());
        var novelty = novelty(was, report, offset);
        if (was == null || novelty == Novelty.NEWER) {
            var reported = was == null ? offset : Math.max(offset, was.reported());
            put(new SiteSnapshot(
                    report.nodeId(), report.node(), report.site(), report.usedBytes(), report.measuredAt(), reported));
        } else if (novelty == Novelty.LATE) {
            put(new SiteSnapshot(was.nodeId(), was.node(), was.site(), was.usedBytes(), was.measuredAt(), offset));
        }
        return novelty;
    }

    private static Novelty novelty(@Nullable SiteSnapshot was, SiteUse report, long offset) {
        if (was == null || report.measuredAt().isAfter(was.measuredAt())) {
            return Novelty.NEWER;
        }
        if (offset <= was.reported()) {
            return Novelty.AGAIN;
        }
        return report.measuredAt().equals(was.measuredAt()) ? Novelty.NEWER : Novelty.LATE;
    }

    private void put(SiteSnapshot now) {
        store.put(key(now.node(), now.site()), now);
    }

    private String key(long node, long site) {
        return fleet + "/" + node + "/" + site;
    }
}
