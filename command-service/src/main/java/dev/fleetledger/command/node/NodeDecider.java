package dev.fleetledger.command.node;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.node.NodeCommand.ApproveByCode;
import dev.fleetledger.command.node.NodeCommand.ApproveNode;
import dev.fleetledger.command.node.NodeCommand.ChangeQuota;
import dev.fleetledger.command.node.NodeCommand.IssueKey;
import dev.fleetledger.command.node.NodeCommand.RequestJoin;
import dev.fleetledger.domain.node.Node;
import dev.fleetledger.domain.node.Nodes;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.security.ClientNetwork;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.NodeKeyIssued;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** Decides which nodes belong to the fleet, and what they may hold. */
final class NodeDecider {
    /** How long a code is good for: to be approved, and then to fetch the key. */
    static final Duration CODE_LIFETIME = Duration.ofHours(24);
    /** How many requests may wait at a time, and how many of one client. */
    static final int MOST_REQUESTS = 1000;

    static final int MOST_OF_AN_ADDRESS = 100;
    /** Told to who asks with a code that another node has; the asker tries another. */
    static final String CODE_TAKEN = "CODE_TAKEN";

    /** Expired requests are taken away along with new ones, so many at a time. */
    private static final int MOST_EXPIRED = 100;

    private NodeDecider() {}

    static Decision join(RequestJoin command, Nodes nodes, Instant now) {
        var requests = nodes.requests();
        var waiting = requests.stream().filter(node -> node.exists(now)).toList();
        var client = ClientNetwork.of(command.address());
        var ofAddress = waiting.stream()
                .filter(node -> node.requestedFrom() != null && client.equals(ClientNetwork.of(node.requestedFrom())))
                .count();
        if (waiting.size() >= MOST_REQUESTS || ofAddress >= MOST_OF_AN_ADDRESS) {
            return Decision.refuse(new Rejection.Conflict(
                    "TOO_MANY_JOIN_REQUESTS", "Too many nodes wait for approval already; try again later"));
        }
        if (nodes.findByCode(command.code(), now).isPresent()) {
            return Decision.refuse(new Rejection.Conflict(CODE_TAKEN, "Another node has that code; ask again"));
        }
        var expired = requests.stream()
                .filter(node -> !node.exists(now))
                .limit(MOST_EXPIRED)
                .map(node -> new NodeJoinExpired(node.number(), node.uuid()))
                .toArray(FleetEvent[]::new);
        return Decision.accept(
                new NodeJoinRequested(
                        nodes.lastNumber() + 1,
                        command.nodeId(),
                        command.details(),
                        command.code(),
                        now.plus(CODE_LIFETIME)),
                expired);
    }

    static Decision approve(ApproveNode command, Nodes nodes, Instant now) {
        return nodes.find(command.number(), now)
                .map(node -> approved(node, now))
                .orElseGet(() -> notFound("Node", Long.toString(command.number())));
    }

    static Decision approve(ApproveByCode command, Nodes nodes, Instant now) {
        return nodes.findByCode(command.code(), now)
                .map(node -> approved(node, now))
                .orElseGet(() -> notFound("Registration code", command.typed()));
    }

    static Decision issueKey(IssueKey command, Nodes nodes, Instant now) {
        return nodes.findByCode(command.code(), now)
                .filter(Node::active)
                .map(node -> Decision.accept(
                        new NodeKeyIssued(node.number(), node.uuid(), command.keyId()),
                        new ApiKeyCreated(
                                command.keyId(),
                                "Node " + node.details().hostname(),
                                ApiKeyEvent.NO_USER,
                                Permission.names(Set.of(Permission.NODE_REPORT)),
                                node.uuid(),
                                null,
                                command.keyHash())))
                .orElseGet(() -> notFound("Registration code", command.typed()));
    }

    static Decision changeQuota(ChangeQuota command, Nodes nodes, Instant now) {
        return nodes.find(command.number(), now)
                .map(node -> Objects.equals(node.quotaGb(), command.quotaGb())
                        ? Decision.unchanged(node.ref())
                        : Decision.accept(new NodeQuotaChanged(node.number(), node.uuid(), command.quotaGb())))
                .orElseGet(() -> notFound("Node", Long.toString(command.number())));
    }

    private static Decision approved(Node node, Instant now) {
        return node.active()
                ? Decision.refuse(new Rejection.Conflict(
                        "NODE_ALREADY_ACTIVE", "Node '" + node.number() + "' has been approved already"))
                : Decision.accept(new NodeApproved(node.number(), node.uuid(), now.plus(CODE_LIFETIME)));
    }

    private static Decision notFound(String resource, String id) {
        return Decision.refuse(new Rejection.NotFound(resource, id));
    }
}
