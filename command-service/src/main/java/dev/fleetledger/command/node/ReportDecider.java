package dev.fleetledger.command.node;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.node.NodeCommand.ReportBackup;
import dev.fleetledger.command.node.NodeCommand.ReportSite;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import dev.fleetledger.schemas.node.Usage;
import java.util.Set;

/** Decides what becomes of the reports of nodes. */
final class ReportDecider {
    /** How many sites a node has at most. */
    static final int MOST_SITES = 1000;

    private ReportDecider() {}

    static Decision site(ReportSite command, NodesState nodes, Principal principal) {
        return nodes.findActive(principal.server())
                .map(node -> site(command, node, nodes))
                .orElseGet(() -> noNode(principal));
    }

    static Decision backup(ReportBackup command, NodesState nodes, Principal principal) {
        return nodes.findActive(principal.server())
                .map(node -> backup(command, node, nodes))
                .orElseGet(() -> noNode(principal));
    }

    private static Decision site(ReportSite command, Node node, NodesState nodes) {
        var known = node.sites().get(command.name());
        var used = command.usedBytes().value();
        if (used == null && (known == null || command.usedBytes().sent())) {
            return Decision.refuse(
                    new Rejection.Invalid(FieldError.missing(command.usedBytes().name())));
        }
        if (known == null) {
            return isFull(node)
                    ? full()
                    : Decision.accept(new SiteReported(
                            nodes.lastSite() + 1,
                            node.number(),
                            node.id(),
                            command.name(),
                            used == null ? 0 : used,
                            command.quotaGb().value()));
        }
        var usage = new Usage(
                used == null ? known.usage().usedBytes() : used,
                command.quotaGb().merge(known.usage().quotaGb()));
        var reported = reported(known.number(), node, known.name(), usage);
        return usage.equals(known.usage()) ? Decision.unchanged(reported.aggregate()) : Decision.accept(reported);
    }

    private static Decision backup(ReportBackup command, Node node, NodesState nodes) {
        var site = node.sites().get(command.details().siteName());
        if (site == null && isFull(node)) {
            return full();
        }
        var siteNumber = site == null ? nodes.lastSite() + 1 : site.number();
        var backup =
                new BackupReported(nodes.lastBackup() + 1, siteNumber, node.number(), node.id(), command.details());
        return site == null
                ? Decision.accept(
                        backup, reported(siteNumber, node, command.details().siteName(), new Usage(0, null)))
                : Decision.accept(backup);
    }

    private static SiteReported reported(long number, Node node, String name, Usage usage) {
        return new SiteReported(number, node.number(), node.id(), name, usage.usedBytes(), usage.quotaGb());
    }

    private static boolean isFull(Node node) {
        return node.sites().size() >= MOST_SITES;
    }

    private static Decision full() {
        return Decision.refuse(new Rejection.Conflict("TOO_MANY_SITES", "A node has at most " + MOST_SITES + " sites"));
    }

    private static Decision noNode(Principal principal) {
        return Decision.refuse(new Rejection.Forbidden(Set.of(Permission.NODE_REPORT), principal.permissions()));
    }
}
