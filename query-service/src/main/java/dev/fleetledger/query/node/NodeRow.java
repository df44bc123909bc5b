package dev.fleetledger.query.node;

import dev.fleetledger.domain.node.Node;
import dev.fleetledger.schemas.node.Usage;
import org.jspecify.annotations.Nullable;

/** A version of a node, with what its sites hold. */
record NodeRow(Node node, long version, Sites sites) {

    /**
     * How many sites a node has, and what they hold.
     *
     * @param usedBytes null if that is not known
     */
    record Sites(long count, @Nullable Long usedBytes) {}

    /** How much of its quota is used, if that is known. */
    @Nullable
    Usage usage() {
        var used = sites.usedBytes();
        return used == null ? null : new Usage(used, node.quotaGb());
    }
}
