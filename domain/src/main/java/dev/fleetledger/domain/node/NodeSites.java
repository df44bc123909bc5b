package dev.fleetledger.domain.node;

import java.util.Collection;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The sites of a node.
 *
 * @param node its number
 */
public record NodeSites(long node, PMap<String, Site> byName) {

    static NodeSites none(long node) {
        return new NodeSites(node, HashTreePMap.empty());
    }

    public Optional<Site> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public int count() {
        return byName.size();
    }

    public Collection<Site> all() {
        return byName.values();
    }

    /** The same node with this site alone. */
    public NodeSites only(Site site) {
        return none(node).plus(site);
    }

    NodeSites plus(Site site) {
        return new NodeSites(node, byName.plus(site.name(), site));
    }
}
