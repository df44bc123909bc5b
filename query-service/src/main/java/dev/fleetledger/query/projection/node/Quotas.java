package dev.fleetledger.query.projection.node;

import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.QuotaLevel;
import dev.fleetledger.schemas.node.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * How the nodes and sites of a fleet stand to their quotas, by the ledger and by reports. What is repeated after a crash
 * changes nothing; if it made a difference to a quota, that is told again, since the crash may have swallowed it.
 *
 * <p>A change's number is its time in milliseconds, or one above the last if that is taken: so it is above all that was told
 * of the subject before, also by a topology that lost what it kept.
 */
final class Quotas {
    private final KeyValueStore<String, StoredQuota> store;
    private final String fleet;
    private final Consumer<QuotaChange> told;

    /**
     * @param told is given each change of a level
     */
    Quotas(KeyValueStore<String, StoredQuota> store, String fleet, Consumer<QuotaChange> told) {
        this.store = store;
        this.fleet = fleet;
        this.told = told;
    }

    /** A site, if the ledger has told of it. */
    @Nullable
    StoredQuota site(long node, long site) {
        return store.get(key(node, site));
    }

    /** What the sites of a node hold and may. */
    List<Usage> sites(long node) {
        var sites = new ArrayList<Usage>();
        var prefix = fleet + "/site/" + node + "/";
        try (var found = store.range(prefix, prefix + "~")) {
            found.forEachRemaining(site -> sites.add(site.value.usage()));
        }
        return sites;
    }

    /** What the node may hold; null for unlimited. */
    @Nullable
    Double quota(long node) {
        var known = store.get(key(node, null));
        return known == null ? null : known.change().quotaGb();
    }

    /**
     * Takes what is by an event.
     *
     * @param now whose number, level and level before are still to be found out
     * @param sequence the event's
     */
    void decided(QuotaChange now, long sequence) {
        var was = store.get(key(now.node(), now.site()));
        if (was == null || was.sequence() < sequence) {
            put(was, now, sequence);
        } else if (was.sequence() == sequence) {
            tell(was.change());
        }
    }

    /**
     * Takes what is by a report, of what the ledger has told of.
     *
     * @param now whose number, level and level before are still to be found out
     * @param again whether the report was taken account of before
     */
    void measured(QuotaChange now, boolean again) {
        var was = store.get(key(now.node(), now.site()));
        if (again && was != null && was.change().usedBytes() == now.usedBytes()) {
            tell(was.change());
        } else {
            put(was, now, was == null ? 0 : was.sequence());
        }
    }

    private void put(@Nullable StoredQuota was, QuotaChange now, long sequence) {
        var before = was == null ? QuotaLevel.OK : was.change().level();
        var least = was == null ? 0 : was.change().number() + 1;
        var change = new QuotaChange(
                Math.max(now.at().toEpochMilli(), least),
                now.at(),
                now.node(),
                now.nodeId(),
                now.hostname(),
                now.site(),
                now.siteName(),
                now.usedBytes(),
                now.quotaGb(),
                before,
                new Usage(now.usedBytes(), now.quotaGb()).level());
        store.put(key(now.node(), now.site()), new StoredQuota(change, sequence));
        tell(change);
    }

    private void tell(QuotaChange change) {
        if (change.before() != change.level()) {
            told.accept(change);
        }
    }

    private String key(long node, @Nullable Long site) {
        return site == null ? fleet + "/node/" + node : fleet + "/site/" + node + "/" + site;
    }
}
