package dev.fleetledger.domain.node;

import dev.fleetledger.domain.Table;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.NodeEvent;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.SiteEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The nodes of a fleet and their sites. Of their backups only the last number: nothing is decided by the rest.
 *
 * @param table those that are by number, and requests to join until they are known to have expired
 * @param sites of the nodes that have any, by the node's number
 * @param lastNumber the number given last to a node
 * @param lastSite to a site
 * @param lastBackup to a backup
 */
public record Nodes(
        Table<Long, Node> table, PMap<Long, NodeSites> sites, long lastNumber, long lastSite, long lastBackup) {
    private static final Table.Key<Node, UUID> ID = new Table.Key<>(node -> Stream.of(node.uuid()));
    private static final Table.Key<Node, Concealed> CODE =
            new Table.Key<>(node -> Stream.ofNullable(node.code()).flatMap(code -> Stream.ofNullable(code.value())));

    public static final Nodes EMPTY = new Nodes(Table.by(List.of(ID, CODE)), HashTreePMap.empty(), 0, 0, 0);

    /** The node of that number, also a request to join that has expired. */
    public Optional<Node> find(long number) {
        return table.find(number);
    }

    /** The node of that number, if there is one then. */
    public Optional<Node> find(long number, Instant now) {
        return find(number).filter(node -> node.exists(now));
    }

    /** How many there are then, with the requests to join that have not expired. */
    public long present(Instant now) {
        return table.values().stream().filter(node -> node.exists(now)).count();
    }

    /** The active node of that uuid. */
    public Optional<Node> findActive(@Nullable UUID id) {
        return Optional.ofNullable(id).flatMap(known -> table.find(ID, known)).filter(Node::active);
    }

    /** The node whose code it is, if that is good then: an expired one may be another node's by now. */
    public Optional<Node> findByCode(Concealed code, Instant now) {
        return table.all(CODE, code).stream()
                .filter(node -> node.isCodeGood(now))
                .findFirst();
    }

    /** Requests to join that nobody has approved, be it too late. */
    public List<Node> requests() {
        return table.values().stream().filter(node -> !node.active()).toList();
    }

    public NodeSites sitesOf(long node) {
        return sites.getOrDefault(node, NodeSites.none(node));
    }

    /** The nodes after one more event. */
    public Nodes evolve(NodeEvent event, EventMetadata metadata) {
        return switch (event) {
            case SiteEvent of -> {
                var known = sitesOf(of.nodeNumber());
                var site = Site.after(known.find(of.name()).orElse(null), of);
                yield plus(known.plus(site), Math.max(lastSite, of.siteNumber()));
            }
            case BackupReported reported -> new Nodes(table, sites, lastNumber, lastSite, reported.backupNumber());
            case NodeEvent of ->
                with(table.evolve(of.nodeNumber(), before -> Node.evolve(before, of, metadata)), of.nodeNumber());
        };
    }

    public Nodes plus(Node node) {
        return with(table.plus(node.number(), node), node.number());
    }

    public Nodes plus(NodeSites more) {
        return plus(more, lastSite);
    }

    private Nodes plus(NodeSites more, long site) {
        return new Nodes(table, sites.plus(more.node(), more), lastNumber, site, lastBackup);
    }

    private Nodes with(Table<Long, Node> changed, long number) {
        return new Nodes(changed, sites, Math.max(lastNumber, number), lastSite, lastBackup);
    }
}
