package dev.fleetledger.query.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.domain.node.Backup;
import dev.fleetledger.domain.node.BackupView;
import dev.fleetledger.domain.node.Membership;
import dev.fleetledger.domain.node.Node;
import dev.fleetledger.domain.node.Site;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.projection.node.SiteUseChange;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.BackupDetails;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.NodeDetails;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.NodeKeyIssued;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteAdded;
import dev.fleetledger.schemas.event.NodeEvent.SiteQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import dev.fleetledger.schemas.node.SiteSnapshot;
import dev.fleetledger.schemas.node.Usage;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeDaoTest {
    private static final Instant EXPIRY = EventChain.START.plusSeconds(3600);

    private final Jdbi database = TestTables.create();
    private final NodeDao nodes = new NodeDao(database);
    private final EventChain chain = new EventChain();

    @Test
    void aNodeIsReadAsItWasWritten() {
        record(joined(1), new NodeApproved(1, id(1), EXPIRY), new NodeQuotaChanged(1, id(1), 100.5));
        record(new NodeKeyIssued(1, id(1), id(9)));
        var row = nodes.find(1, null).orElseThrow().row();
        assertThat(row.version()).isEqualTo(4);
        assertThat(row.usage()).isEqualTo(new Usage(0, 100.5));
        assertThat(row.node())
                .isEqualTo(new Node(
                        1,
                        id(1),
                        new NodeDetails("node-1", null, null, false),
                        Membership.ACTIVE,
                        null,
                        null,
                        null,
                        100.5,
                        id(9),
                        EventChain.START));
        assertThat(nodes.find(2, null)).isEmpty();
    }

    @Test
    void whatItsSitesHoldIsItsOwn() {
        record(joined(1), joined(2), site(1, 1, 5, 15.0), site(2, 2, 7, null), site(3, 1, 6, null));
        record(site(1, 1, 8, 15.0));
        assertThat(nodes.all(null)).extracting(node -> node.sites().usedBytes()).containsExactly(14L, 7L);
        assertThat(nodes.all(null)).extracting(node -> node.sites().count()).containsExactly(2L, 1L);
        var found = nodes.find(1, null).orElseThrow();
        assertThat(found.sites())
                .containsExactly(
                        new SiteRow(new Site(1, 1, "site-1", 8L, 15.0), 8L),
                        new SiteRow(new Site(3, 1, "site-3", 6L, null), 6L));
        assertThat(found.row().sites()).isEqualTo(new NodeRow.Sites(2, 14L));
    }

    @Test
    void whatSitesHoldIsByTheirLatestReport() {
        record(
                joined(1),
                site(1, 1, 8, 15.0),
                added(2, 1, 4.0),
                added(3, 1, null),
                new SiteQuotaChanged(2, 1, id(1), "site-2", 5.0));
        reported(use(1, 20, 7), use(2, 3, 8), use(2, 4, 9));
        var found = nodes.find(1, null).orElseThrow();
        assertThat(found.sites())
                .containsExactly(
                        new SiteRow(new Site(1, 1, "site-1", 8L, 15.0), 20L),
                        new SiteRow(new Site(2, 1, "site-2", null, 5.0), 4L),
                        new SiteRow(new Site(3, 1, "site-3", null, null), 0L));
        assertThat(found.row().sites()).isEqualTo(new NodeRow.Sites(3, 24L));
        assertThat(nodes.all(null)).extracting(NodeRow::sites).containsExactly(new NodeRow.Sites(3, 24L));

        reported(use(2, 3, 8));
        assertThat(nodes.all(null)).extracting(NodeRow::sites).containsExactly(new NodeRow.Sites(3, 24L));
        reported(use(2, 0, 12));
        assertThat(nodes.all(null)).extracting(NodeRow::sites).containsExactly(new NodeRow.Sites(3, 20L));
    }

    @Test
    void aReportThatIsReadBeforeTheLedgerCountsOnceThatIs() {
        record(joined(1));
        reported(use(1, 20, 7));
        assertThat(nodes.all(null)).extracting(NodeRow::sites).containsExactly(new NodeRow.Sites(0, 0L));
        record(added(1, 1, null));
        assertThat(nodes.all(null)).extracting(NodeRow::sites).containsExactly(new NodeRow.Sites(1, 20L));
    }

    @Test
    void noSitesHoldTooMuchToBeAdded() {
        record(joined(1));
        for (var number = 1; number <= 9; number++) {
            record(site(number, 1, 1L << 60, null));
        }
        assertThat(nodes.all(null)).extracting(node -> node.sites().usedBytes()).containsExactly(Long.MAX_VALUE);
        assertThat(nodes.find(1, null).orElseThrow().row().sites().usedBytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void nodesAreInTheOrderOfTheirNumbers() {
        for (var number = 1; number <= 11; number++) {
            record(joined(number));
        }
        record(new NodeJoinExpired(3, id(3)));
        assertThat(nodes.all(null))
                .extracting(row -> row.node().number())
                .containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void backupsAreReadInPartsAndBySite() {
        record(joined(1), joined(2));
        for (var number = 1; number <= 12; number++) {
            record(backup(number, number % 2 + 1, number == 12 ? 2 : 1));
        }
        var all = nodes.backups(1, null, 0, 50, null);
        assertThat(all.total()).isEqualTo(11);
        assertThat(all.backups())
                .extracting(BackupView::id)
                .containsExactly(11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(nodes.backups(1, null, 2, 3, null).backups())
                .extracting(BackupView::id)
                .containsExactly(9L, 8L, 7L);
        var ofSite = nodes.backups(1, 1L, 0, 50, null);
        assertThat(ofSite.total()).isEqualTo(5);
        assertThat(ofSite.backups()).extracting(BackupView::siteId).containsOnly(1L);
        assertThat(all.backups().getLast()).isEqualTo(BackupView.of(Backup.of(backup(1, 2, 1))));
        assertThat(nodes.find(1, null).orElseThrow().backups()).isEqualTo(11);
    }

    @Test
    void allIsReadAsItWas() {
        record(joined(1), site(1, 1, 5, 15.0), backup(1, 1, 1), new NodeQuotaChanged(1, id(1), 10.0));
        record(site(1, 1, 6, 15.0), site(2, 1, 7, null), backup(2, 1, 1), new NodeQuotaChanged(1, id(1), null));
        for (var moment : new Moment[] {
            new Moment.After(new Position(EventChain.PARTITION, 3)), new Moment.At(EventChain.START.plusSeconds(3))
        }) {
            var then = nodes.find(1, moment).orElseThrow();
            assertThat(then.row().node().quotaGb()).isEqualTo(10.0);
            assertThat(then.row().sites()).isEqualTo(new NodeRow.Sites(1, null));
            assertThat(then.row().usage()).as("no use, which is a measurement").isNull();
            assertThat(then.sites()).containsExactly(new SiteRow(new Site(1, 1, "site-1", 5L, 15.0), null));
            assertThat(then.backups()).isOne();
            assertThat(nodes.all(moment)).extracting(NodeRow::sites).containsExactly(new NodeRow.Sites(1, null));
            assertThat(nodes.backups(1, null, 0, 50, moment).total()).isOne();
        }
        assertThat(nodes.find(1, new Moment.At(EventChain.START.minusSeconds(1))))
                .isEmpty();
        var yetToCome = new Moment.After(new Position(EventChain.PARTITION, 99));
        assertThatThrownBy(() -> nodes.all(yetToCome)).isInstanceOf(RejectedException.class);
    }

    @Test
    void aRequestThatNobodyApprovedIsOneUntilItsExpiry() {
        record(joined(1), joined(2), new NodeApproved(2, id(2), EXPIRY));
        assertThat(nodes.all(null))
                .extracting(row -> row.node().exists(EXPIRY.minusMillis(1)))
                .containsExactly(true, true);
        assertThat(nodes.all(null)).extracting(row -> row.node().exists(EXPIRY)).containsExactly(false, true);
    }

    private void record(FleetEvent... events) {
        var batch = Arrays.stream(events).map(chain::recorded).toList();
        database.useTransaction(handle -> new HistoryProjection().apply(handle, batch));
        database.useHandle(handle -> handle.createUpdate("""
                        insert into projector_offsets (projector, partition, ledger_offset, next_offset)
                        values ('ledger', :partition, :offset, :offset + 1)
                        on conflict (projector, partition) do update set ledger_offset = excluded.ledger_offset""")
                .bind("partition", EventChain.PARTITION)
                .bind("offset", batch.getLast().position().offset())
                .execute());
    }

    private static UUID id(long number) {
        return new UUID(1, number);
    }

    private static NodeJoinRequested joined(long number) {
        return new NodeJoinRequested(
                number,
                id(number),
                new NodeDetails("node-" + number, null, null, false),
                new Concealed("secret-code"),
                EXPIRY);
    }

    private static SiteReported site(long number, long node, long usedBytes, @Nullable Double quotaGb) {
        return new SiteReported(number, node, id(node), "site-" + number, usedBytes, quotaGb);
    }

    private static SiteAdded added(long number, long node, @Nullable Double quotaGb) {
        return new SiteAdded(number, node, id(node), "site-" + number, quotaGb);
    }

    private static SiteSnapshot use(long site, long usedBytes, long reported) {
        return new SiteSnapshot(id(1), 1, site, usedBytes, EventChain.START.plusSeconds(reported), reported);
    }

    private void reported(SiteSnapshot... uses) {
        var batch = Stream.concat(
                        Stream.of(new SiteUseChange(null)), Arrays.stream(uses).map(SiteUseChange::new))
                .toList();
        database.useTransaction(handle -> new SiteUseProjection().apply(handle, batch));
    }

    private static BackupReported backup(long number, long site, long node) {
        return new BackupReported(
                number,
                site,
                node,
                id(node),
                new BackupDetails("site-" + site, "a.tar.zst", 5, null, "full", "SUCCESS", null, EXPIRY));
    }
}
