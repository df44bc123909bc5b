package dev.fleetledger.command.node;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.node.NodeCommand.ReportBackup;
import dev.fleetledger.command.node.NodeCommand.ReportSite;
import dev.fleetledger.domain.node.Node;
import dev.fleetledger.domain.node.NodeSites;
import dev.fleetledger.domain.node.Nodes;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.SiteAdded;
import dev.fleetledger.schemas.event.NodeEvent.SiteQuotaChanged;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what the ledger keeps of the reports of nodes: that a site is there, and its quota; not what it holds. */
final class ReportDecider {
    /** How many sites a node has at most. */
    static final int MOST_SITES = 1000;

    private ReportDecider() {}

    static Decision site(ReportSite command, Nodes nodes, Principal principal) {
        return nodes.findActive(principal.server())
                .map(node -> site(command, node, nodes))
                .orElseGet(() -> noNode(principal));
    }

    static Decision backup(ReportBackup command, Nodes nodes, Principal principal) {
        return nodes.findActive(principal.server())
                .map(node -> backup(command, node, nodes))
                .orElseGet(() -> noNode(principal));
    }

    private static Decision site(ReportSite command, Node node, Nodes nodes) {
        var sites = nodes.sitesOf(node.number());
        var known = sites.find(command.name()).orElse(null);
        var used = command.usedBytes().value();
        if (used == null && (known == null || command.usedBytes().sent())) {
            return Decision.refuse(
                    new Rejection.Invalid(FieldError.missing(command.usedBytes().name())));
        }
        if (known == null) {
            return isFull(sites)
                    ? full()
                    : Decision.accept(added(
                            nodes.lastSite() + 1,
                            node,
                            command.name(),
                            command.quotaGb().value()));
        }
        var quota = command.quotaGb().merge(known.quotaGb());
        return Objects.equals(quota, known.quotaGb())
                ? Decision.unchanged(known.ref())
                : Decision.accept(
                        new SiteQuotaChanged(known.number(), node.number(), node.uuid(), known.name(), quota));
    }

    private static Decision backup(ReportBackup command, Node node, Nodes nodes) {
        var sites = nodes.sitesOf(node.number());
        var site = sites.find(command.details().siteName()).orElse(null);
        if (site == null && isFull(sites)) {
            return full();
        }
        var siteNumber = site == null ? nodes.lastSite() + 1 : site.number();
        var backup =
                new BackupReported(nodes.lastBackup() + 1, siteNumber, node.number(), node.uuid(), command.details());
        return site == null
                ? Decision.accept(
                        backup, added(siteNumber, node, command.details().siteName(), null))
                : Decision.accept(backup);
    }

    private static SiteAdded added(long number, Node node, String name, @Nullable Double quotaGb) {
        return new SiteAdded(number, node.number(), node.uuid(), name, quotaGb);
    }

    private static boolean isFull(NodeSites sites) {
        return sites.count() >= MOST_SITES;
    }

    private static Decision full() {
        return Decision.refuse(new Rejection.Conflict("TOO_MANY_SITES", "A node has at most " + MOST_SITES + " sites"));
    }

    private static Decision noNode(Principal principal) {
        return Decision.refuse(new Rejection.Forbidden(Set.of(Permission.NODE_REPORT), principal.permissions()));
    }
}
