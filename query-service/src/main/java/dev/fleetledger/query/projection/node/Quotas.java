package dev.fleetledger.query.projection.node;

import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.QuotaLevel;
import dev.fleetledger.schemas.node.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes and sites of a fleet hold, each with the ledger's number of its latest change. An event that is repeated
 * after a crash changes nothing; if it made a difference to a quota, that is told again, since the crash may have
 * swallowed it.
 */
final class Quotas {
    private final KeyValueStore<String, QuotaChange> store;
    private final String fleet;
    private final Consumer<QuotaChange> told;

    /**
     * @param told is given each change of a level
     */
    Quotas(KeyValueStore<String, QuotaChange> store, String fleet, Consumer<QuotaChange> told) {
        this.store = store;
        this.fleet = fleet;
        this.told = told;
    }

    /** What the sites of a node hold and may. */
    List<Usage> sites(long node) {
        var sites = new ArrayList<Usage>();
        var prefix = fleet + "/site/" + node + "/";
        try (var found = store.range(prefix, prefix + "~")) {
            found.forEachRemaining(site -> sites.add(usage(site.value)));
        }
        return sites;
    }

    /** What the node may hold; null for unlimited. */
    @Nullable
    Double quota(long node) {
        var known = store.get(key(node, null));
        return known == null ? null : known.quotaGb();
    }

    /**
     * Takes what is from now on.
     *
     * @param now whose level and the one before are still to be found out
     */
    void update(QuotaChange now) {
        var key = key(now.node(), now.site());
        var was = store.get(key);
        if (was != null && was.number() > now.number()) {
            return;
        }
        var repeated = was != null && was.number() == now.number();
        var current = repeated ? Objects.requireNonNull(was) : levelled(now, was == null ? QuotaLevel.OK : was.level());
        if (!repeated) {
            store.put(key, current);
        }
        if (current.before() != current.level()) {
            told.accept(current);
        }
    }

    static Usage usage(QuotaChange state) {
        return new Usage(state.usedBytes(), state.quotaGb());
    }

    private static QuotaChange levelled(QuotaChange now, QuotaLevel before) {
        return new QuotaChange(
                now.number(),
                now.at(),
                now.node(),
                now.nodeId(),
                now.hostname(),
                now.site(),
                now.siteName(),
                now.usedBytes(),
                now.quotaGb(),
                before,
                usage(now).level());
    }

    private String key(long node, @Nullable Long site) {
        return site == null ? fleet + "/node/" + node : fleet + "/site/" + node + "/" + site;
    }
}
