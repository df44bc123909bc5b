package dev.fleetledger.command.node;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.node.Membership;
import dev.fleetledger.kit.node.NodeView;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.event.NodeEvent;
import org.jspecify.annotations.Nullable;

/** What the endpoints of nodes answer. */
final class NodeAnswers {

    private NodeAnswers() {}

    /**
     * That a node may be approved from now on.
     *
     * @param requestId the node's number
     * @param registrationCode by which it is approved and fetches its key, shown this once; null when the request is
     *     repeated
     */
    record JoinReceipt(String requestId, @Nullable Secret registrationCode, String message) {}

    /**
     * What became of a request to join.
     *
     * @param apiKey the node's key, shown this once; null before the approval
     */
    record JoinStatus(Membership status, @Nullable Secret apiKey) {}

    static NodeView node(Node node, FleetState state) {
        var details = node.details();
        return new NodeView(
                node.number(),
                details.hostname(),
                node.id(),
                details.ipAddress(),
                details.systemInfo(),
                Membership.of(node.active()),
                node.quotaGb(),
                node.usedBytes(),
                details.master(),
                node.createdAt(),
                state.version(NodeEvent.node(node.number())));
    }
}
