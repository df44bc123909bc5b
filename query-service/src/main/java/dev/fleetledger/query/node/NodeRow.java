package dev.fleetledger.query.node;

import dev.fleetledger.domain.node.Node;
import dev.fleetledger.schemas.node.Usage;

/** A version of a node, with what its sites hold. */
record NodeRow(Node node, long version, Sites sites) {

    /** How many sites a node has, and what they hold. */
    record Sites(long count, long usedBytes) {
        static final Sites NONE = new Sites(0, 0);
    }

    Usage usage() {
        return new Usage(sites.usedBytes(), node.quotaGb());
    }
}
