package dev.fleetledger.command.node;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.BackupDetails;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.NodeDetails;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be asked of the nodes of a fleet, and what they ask. */
public sealed interface NodeCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.NODE_MANAGE);
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        var nodes = state.nodes();
        return switch (this) {
            case RequestJoin join -> NodeDecider.join(join, nodes, context.now());
            case ApproveNode approve -> NodeDecider.approve(approve, nodes, context.now());
            case ApproveByCode approve -> NodeDecider.approve(approve, nodes, context.now());
            case IssueKey issue -> NodeDecider.issueKey(issue, nodes, context.now());
            case ChangeQuota change -> NodeDecider.changeQuota(change, nodes, context.now());
            case ReportSite report -> ReportDecider.site(report, nodes, context.principal());
            case ReportBackup report -> ReportDecider.backup(report, nodes, context.principal());
        };
    }

    /** By the platform alone, in the name of nobody that is known. */
    sealed interface Unasked extends NodeCommand {
        @Override
        default Set<Permission> permissions() {
            return Set.of(Permission.SYSTEM_ADMIN);
        }
    }

    /**
     * A node asks to join.
     *
     * @param nodeId its new uuid
     * @param code keyed hash of its new registration code
     * @param address that it asks from
     */
    record RequestJoin(UUID nodeId, NodeDetails details, Concealed code, String address) implements Unasked {}

    /** Makes a node one of the fleet's. */
    record ApproveNode(long number) implements NodeCommand {}

    /**
     * Makes the node of a registration code one of the fleet's.
     *
     * @param code its keyed hash
     * @param typed the code itself as it was sent, for the refusal
     */
    record ApproveByCode(Concealed code, String typed) implements NodeCommand {
        @Override
        public String toString() {
            return "ApproveByCode[" + code + "]";
        }
    }

    /**
     * Gives the approved node of a registration code its key, once.
     *
     * @param code its keyed hash
     * @param typed the code itself as it was sent, for the refusal
     * @param keyId the key's new id
     * @param keyHash keyed hash of the key's secret
     */
    record IssueKey(Concealed code, String typed, UUID keyId, Concealed keyHash) implements Unasked {
        @Override
        public String toString() {
            return "IssueKey[" + keyId + "]";
        }
    }

    /**
     * Sets how much the sites of a node may hold together.
     *
     * @param quotaGb in units of 2^30 bytes, from 0; null for as much as they like
     */
    record ChangeQuota(long number, @Nullable Double quotaGb) implements NodeCommand {}

    /** What a node reports with its own key. */
    sealed interface Report extends NodeCommand {
        @Override
        default Set<Permission> permissions() {
            return Set.of(Permission.NODE_REPORT);
        }

        @Override
        default boolean bindable() {
            return true;
        }
    }

    /**
     * That it has a site, and what that may hold; what was not sent stays.
     *
     * @param usedBytes what it holds, without which no site is new; no more is decided by it
     */
    record ReportSite(String name, Field<Long> usedBytes, Field<Double> quotaGb) implements Report {}

    /** That it made a backup; its site is kept from now on if it was not. */
    record ReportBackup(BackupDetails details) implements Report {}
}
