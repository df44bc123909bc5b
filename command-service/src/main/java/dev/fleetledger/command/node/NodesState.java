package dev.fleetledger.command.node;

import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.NodeEvent;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.NodeKeyIssued;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import dev.fleetledger.schemas.node.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The nodes of a fleet. Of their backups only the last number: nothing is decided by the rest.
 *
 * @param byNumber those that are, and requests to join until they are known to have expired
 * @param byId their numbers by uuid
 * @param byCode their numbers by the keyed hash of their registration codes
 * @param lastNumber the number given last to a node
 * @param lastSite to a site
 * @param lastBackup to a backup
 */
public record NodesState(
        PMap<Long, Node> byNumber,
        PMap<UUID, Long> byId,
        PMap<Concealed, Long> byCode,
        long lastNumber,
        long lastSite,
        long lastBackup) {

    public static final NodesState EMPTY =
            new NodesState(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), 0, 0, 0);

    /** The node of that number, if there is one then. */
    public Optional<Node> find(long number, Instant now) {
        return Optional.ofNullable(byNumber.get(number)).filter(node -> node.exists(now));
    }

    /** The active node of that uuid. */
    public Optional<Node> findActive(@Nullable UUID id) {
        return id == null
                ? Optional.empty()
                : Optional.ofNullable(byId.get(id)).map(byNumber::get).filter(Node::active);
    }

    /** The node whose code it is, if that is good then. */
    public Optional<Node> findByCode(Concealed code, Instant now) {
        return Optional.ofNullable(byCode.get(code))
                .map(byNumber::get)
                .filter(node -> now.isBefore(node.codeExpiresAt()));
    }

    /** Requests to join that nobody has approved, be it too late. */
    public List<Node> requests() {
        return byNumber.values().stream().filter(node -> !node.active()).toList();
    }

    /** The state after one more event. */
    public NodesState evolve(NodeEvent event, EventMetadata metadata) {
        return switch (event) {
            case NodeJoinRequested requested -> {
                var node = new Node(
                        requested.nodeNumber(),
                        requested.nodeId(),
                        requested.details(),
                        false,
                        requested.code(),
                        requested.codeExpiresAt(),
                        metadata.address(),
                        null,
                        metadata.time(),
                        HashTreePMap.empty());
                yield new NodesState(
                        byNumber.plus(node.number(), node),
                        byId.plus(node.id(), node.number()),
                        byCode.plus(requested.code(), node.number()),
                        node.number(),
                        lastSite,
                        lastBackup);
            }
            case NodeJoinExpired expired -> {
                var node = known(expired);
                yield new NodesState(
                        byNumber.minus(node.number()),
                        byId.minus(node.id()),
                        codesWithout(node),
                        lastNumber,
                        lastSite,
                        lastBackup);
            }
            case NodeApproved approved -> with(known(approved).approved(approved.codeExpiresAt()));
            case NodeKeyIssued issued -> {
                var node = known(issued);
                yield new NodesState(
                        byNumber.plus(node.number(), node.withoutCode()),
                        byId,
                        codesWithout(node),
                        lastNumber,
                        lastSite,
                        lastBackup);
            }
            case NodeQuotaChanged changed -> with(known(changed).withQuota(changed.quotaGb()));
            case SiteReported reported -> {
                var usage = new Usage(reported.usedBytes(), reported.quotaGb());
                var node = known(reported).with(new Site(reported.siteNumber(), reported.name(), usage));
                yield new NodesState(
                        byNumber.plus(node.number(), node),
                        byId,
                        byCode,
                        lastNumber,
                        Math.max(lastSite, reported.siteNumber()),
                        lastBackup);
            }
            case BackupReported reported ->
                new NodesState(byNumber, byId, byCode, lastNumber, lastSite, reported.backupNumber());
        };
    }

    private PMap<Concealed, Long> codesWithout(Node node) {
        var code = node.code();
        // An expired code may be another node's by now.
        return code != null && Objects.equals(byCode.get(code), node.number()) ? byCode.minus(code) : byCode;
    }

    private NodesState with(Node node) {
        return new NodesState(byNumber.plus(node.number(), node), byId, byCode, lastNumber, lastSite, lastBackup);
    }

    private Node known(NodeEvent event) {
        return Objects.requireNonNull(byNumber.get(event.nodeNumber()), "an event of a node that never was");
    }
}
