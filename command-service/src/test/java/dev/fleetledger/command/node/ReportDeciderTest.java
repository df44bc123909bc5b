package dev.fleetledger.command.node;

import static dev.fleetledger.command.fleet.DeciderSpecification.START;
import static dev.fleetledger.command.fleet.DeciderSpecification.given;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.node.NodeCommand.ReportBackup;
import dev.fleetledger.command.node.NodeCommand.ReportSite;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.schemas.event.BackupDetails;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.NodeDetails;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.SiteAdded;
import dev.fleetledger.schemas.event.NodeEvent.SiteQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReportDeciderTest {
    private static final UUID NODE = new UUID(1, 1);
    private static final NodeJoinRequested JOINED = new NodeJoinRequested(
            1,
            NODE,
            new NodeDetails("api.example.com", null, null, false),
            new Concealed("code"),
            START.plusSeconds(99));
    private static final NodeApproved APPROVED = new NodeApproved(1, NODE, START.plusSeconds(99));
    private static final Principal ITSELF = new Principal(
            Principal.Kind.API_KEY, new UUID(7, 7).toString(), "Node", Set.of(Permission.NODE_REPORT), NODE);
    private static final Principal ADMIN =
            new Principal(Principal.Kind.USER, "1", "Admin", Set.of(Permission.SYSTEM_ADMIN), null);

    @Nested
    class Site {

        @Test
        void isAddedByItsFirstReport() {
            given(JOINED, APPROVED).by(ITSELF).when(report(5L, 15.0)).then(added(1, "example.com", 15.0));
            given(JOINED, APPROVED, added(3, "other.example.com", null))
                    .by(ITSELF)
                    .when(used(5))
                    .then(added(4, "example.com", null));
        }

        @Test
        void changesInItsQuotaAlone() {
            given(JOINED, APPROVED, added(1, "example.com", 15.0))
                    .by(ITSELF)
                    .when(report(6L, 20.0))
                    .then(quota(1, "example.com", 20.0));
            given(JOINED, APPROVED, added(1, "example.com", 15.0))
                    .by(ITSELF)
                    .when(new ReportSite("example.com", Field.absent("used_bytes"), Field.of("quota_gb", null)))
                    .then(quota(1, "example.com", null));
        }

        @Test
        void mayBeAsItIsWhateverItHolds() {
            for (var known : List.of(added(1, "example.com", 15.0), reported(1, "example.com", 5, 15.0))) {
                given(JOINED, APPROVED, known).by(ITSELF).when(report(6L, 15.0)).thenNothing();
                given(JOINED, APPROVED, known).by(ITSELF).when(used(7)).thenNothing();
            }
        }

        @Test
        void isTheOneThatTheLedgerOfOldReported() {
            given(JOINED, APPROVED, reported(3, "example.com", 5, 15.0))
                    .by(ITSELF)
                    .when(report(6L, null))
                    .then(quota(3, "example.com", null));
            given(JOINED, APPROVED, added(1, "example.com", 15.0), quota(1, "example.com", 20.0))
                    .by(ITSELF)
                    .when(report(6L, 20.0))
                    .thenNothing();
        }

        @Test
        void saysWhatItHolds() {
            given(JOINED, APPROVED)
                    .by(ITSELF)
                    .when(new ReportSite("example.com", Field.absent("used_bytes"), Field.absent("quota_gb")))
                    .thenInvalid("used_bytes");
            given(JOINED, APPROVED, added(1, "example.com", 15.0))
                    .by(ITSELF)
                    .when(report(null, 15.0))
                    .thenInvalid("used_bytes");
        }

        @Test
        void isNotOneTooMany() {
            var full = Stream.concat(
                            Stream.of(JOINED, APPROVED),
                            IntStream.rangeClosed(1, ReportDecider.MOST_SITES)
                                    .mapToObj(number -> added(number, "site-" + number, null)))
                    .toArray(FleetEvent[]::new);
            var tooMany = new Rejection.Conflict(
                    "TOO_MANY_SITES", "A node has at most " + ReportDecider.MOST_SITES + " sites");
            given(full).by(ITSELF).when(report(5L, 15.0)).thenRefused(tooMany);
            given(full).by(ITSELF).when(new ReportBackup(backup("example.com"))).thenRefused(tooMany);
        }
    }

    @Nested
    class Backup {

        @Test
        void isCounted() {
            given(JOINED, APPROVED, added(3, "example.com", 15.0), made(4, 3))
                    .by(ITSELF)
                    .when(new ReportBackup(backup("example.com")))
                    .then(made(5, 3));
        }

        @Test
        void bringsItsSiteAlong() {
            given(JOINED, APPROVED)
                    .by(ITSELF)
                    .when(new ReportBackup(backup("example.com")))
                    .then(made(1, 1), added(1, "example.com", null));
        }
    }

    @Test
    void onlyActiveNodesReportAndOnlyForThemselves() {
        given(JOINED).by(ITSELF).when(report(5L, null)).thenRefused(forbidden(ITSELF));
        given(JOINED).by(ITSELF).when(new ReportBackup(backup("example.com"))).thenRefused(forbidden(ITSELF));
        given(JOINED, APPROVED).by(ADMIN).when(report(5L, null)).thenRefused(forbidden(ADMIN));
        given(JOINED, APPROVED)
                .by(ADMIN)
                .when(new ReportBackup(backup("example.com")))
                .thenRefused(forbidden(ADMIN));
    }

    private static ReportSite report(@Nullable Long usedBytes, @Nullable Double quotaGb) {
        return new ReportSite("example.com", Field.of("used_bytes", usedBytes), Field.of("quota_gb", quotaGb));
    }

    private static ReportSite used(long usedBytes) {
        return new ReportSite("example.com", Field.of("used_bytes", usedBytes), Field.absent("quota_gb"));
    }

    private static SiteAdded added(long number, String name, @Nullable Double quotaGb) {
        return new SiteAdded(number, 1, NODE, name, quotaGb);
    }

    private static SiteQuotaChanged quota(long number, String name, @Nullable Double quotaGb) {
        return new SiteQuotaChanged(number, 1, NODE, name, quotaGb);
    }

    private static SiteReported reported(long number, String name, long usedBytes, @Nullable Double quotaGb) {
        return new SiteReported(number, 1, NODE, name, usedBytes, quotaGb);
    }

    private static BackupReported made(long number, long site) {
        return new BackupReported(number, site, 1, NODE, backup("example.com"));
    }

    private static BackupDetails backup(String site) {
        return new BackupDetails(site, "a.tar.zst", 1, null, "full", "SUCCESS", null, START);
    }

    private static Rejection forbidden(Principal principal) {
        return new Rejection.Forbidden(Set.of(Permission.NODE_REPORT), principal.permissions());
    }
}
