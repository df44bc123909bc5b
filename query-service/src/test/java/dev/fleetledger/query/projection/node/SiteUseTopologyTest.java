package dev.fleetledger.query.projection.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteQuotaChanged;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.QuotaLevel;
import dev.fleetledger.schemas.node.SiteSnapshot;
import dev.fleetledger.schemas.node.Usage;
import dev.fleetledger.schemas.telemetry.SiteUse;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What sites use, which is telemetry. */
class SiteUseTopologyTest extends NodeTopologyFixture {

    @Test
    void reportsOfUseChangeLevelsAndFiguresWithoutTheLedger() {
        append(joined(1, ID), new NodeQuotaChanged(1, ID, 20.0), added(1, 10.0), added(2, null));
        use(1, 5.0, NOW);
        use(2, 4.0, NOW.plusSeconds(1));
        assertThat(changes()).isEmpty();
        assertThat(last().usedBytes()).isEqualTo(9 * GB);
        use(1, 8.5, NOW.plusSeconds(2));
        use(2, 12.0, NOW.plusSeconds(3));
        assertThat(changes())
                .extracting(QuotaChange::subject, QuotaChange::level, QuotaChange::usedBytes, QuotaChange::at)
                .containsExactly(
                        tuple("site/1", QuotaLevel.WARNING, (long) (8.5 * GB), NOW.plusSeconds(2)),
                        tuple("node/1", QuotaLevel.OVER, (long) (20.5 * GB), NOW.plusSeconds(3)));
        assertThat(last().usage()).isEqualTo(new Usage((long) (20.5 * GB), 20.0));
        assertThat(last().sitesWarning()).isEqualTo(1);

        append(new SiteQuotaChanged(1, 1, ID, "site-1", 8.0));
        assertThat(changes())
                .extracting(QuotaChange::subject, QuotaChange::before, QuotaChange::level)
                .containsExactly(tuple("site/1", QuotaLevel.WARNING, QuotaLevel.OVER));
    }

    @Test
    void aReportOfUseSaysWhatTheSiteHoldsAndHowFarReportsWereRead() {
        append(joined(1, ID), added(1, 10.0));
        use(1, 5.0, NOW);
        report(NOW, 10.0);
        use(1, 6.0, NOW.plusSeconds(2));
        var told = siteUses.readRecordsToList();
        assertThat(told).extracting(TestRecord::key).containsOnly(ID + "/1");
        assertThat(told)
                .extracting(record -> AvroCodec.of(SiteSnapshot.class).decode(record.value()))
                .containsExactly(
                        new SiteSnapshot(ID, 1, 1, 5 * GB, NOW, 0),
                        new SiteSnapshot(ID, 1, 1, 6 * GB, NOW.plusSeconds(2), 2));
        assertThat(told).extracting(NodeTopologyFixture::position).containsExactly("0:0", "0:2");
    }

    @Test
    void whereNoSiteIsReportedItIsStillToldHowFarReportsWereRead() {
        append(joined(1, ID));
        for (var i = 0; i <= 2000; i++) {
            report(NOW, 10.0);
        }
        var told = siteUses.readRecordsToList();
        assertThat(told).extracting(TestRecord::key).containsOnly("position/0");
        assertThat(told)
                .extracting(TestRecord::value)
                .allSatisfy(value -> assertThat(value).isEmpty());
        assertThat(told).extracting(NodeTopologyFixture::position).containsExactly("0:0", "0:1000", "0:2000");
    }

    @Test
    void aLateReportOfUseDoesNotOverwriteANewerButIsToldAsRead() {
        append(joined(1, ID), added(1, 10.0));
        use(1, 5.0, NOW.plusSeconds(30));
        use(1, 11.0, NOW.plusSeconds(10));
        assertThat(last().usedBytes()).isEqualTo(5 * GB);
        assertThat(changes()).isEmpty();
        assertThat(AvroCodec.of(SiteSnapshot.class)
                        .decode(siteUses.readRecordsToList().getLast().value()))
                .isEqualTo(new SiteSnapshot(ID, 1, 1, 5 * GB, NOW.plusSeconds(30), 1));
        use(1, 6.0, NOW.plusSeconds(30));
        assertThat(last().usedBytes()).as("of one and the same time the later").isEqualTo(6 * GB);
    }

    @Test
    void aReportOfUseThatOvertookItsSiteCountsOnceTheLedgerTellsOfThat() {
        use(1, 11.0, NOW);
        assertThat(siteUses.readRecordsToList()).hasSize(1);
        append(joined(1, ID));
        use(1, 12.0, NOW.plusSeconds(1));
        assertThat(last().sites()).isZero();
        append(added(1, 10.0));
        assertThat(last().usedBytes()).isEqualTo(12 * GB);
        assertThat(changes()).extracting(QuotaChange::level).containsExactly(QuotaLevel.OVER);
    }

    @Test
    void whatTheLedgerOfOldSaysOfUseHoldsUntilAReport() {
        append(joined(1, ID), site(1, 5.0, 10.0), new SiteQuotaChanged(1, 1, ID, "site-1", 20.0));
        assertThat(last().usedBytes()).isEqualTo(5 * GB);
        use(1, 6.0, EventChain.START.minusSeconds(99));
        assertThat(last().usedBytes()).isEqualTo(6 * GB);
        append(site(1, 7.0, 20.0));
        assertThat(last().usedBytes())
                .as("read anew, the two may come in any order")
                .isEqualTo(6 * GB);
    }

    @Test
    void reportsOfUseRepeatedAfterACrashChangeNothingAndTellTheirDifferenceAgain() {
        append(joined(1, ID), added(1, 10.0));
        var report = new SiteUse(ID, 1, 1, 11 * GB, NOW, NOW);
        telemetry(report);
        var told = changes();
        assertThat(told).extracting(QuotaChange::level).containsExactly(QuotaLevel.OVER);

        // As if the record that comes next were this one again.
        driver.<String, SiteSnapshot>getKeyValueStore(NodeTopology.SITE_USES)
                .put("default/1/1", new SiteSnapshot(ID, 1, 1, 11 * GB, NOW, 1));
        telemetry(report);
        assertThat(changes()).isEqualTo(told);
        assertThat(siteUses.readRecordsToList()).hasSize(2);
        assertThat(last().usedBytes()).isEqualTo(11 * GB);
    }

    @Test
    void theNumbersOfChangesGrowWithTheLedgerAndWithReports() {
        append(joined(1, ID), added(1, 10.0));
        use(1, 11.0, NOW);
        use(1, 9.0, NOW.plusSeconds(1));
        append(new SiteQuotaChanged(1, 1, ID, "site-1", 100.0), new SiteQuotaChanged(1, 1, ID, "site-1", 5.0));
        use(1, 1.0, NOW.plusSeconds(2));
        var numbers = changes().stream().map(QuotaChange::number).toList();
        assertThat(numbers).hasSize(5).doesNotHaveDuplicates().isSorted();
        assertThat(numbers.getFirst()).as("as before, time").isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void whatWasKeptWhenAllChangesCameFromTheLedgerGoesOn() {
        var old = new QuotaChange(
                7, NOW, 1, ID, "api.example.com", 1L, "site-1", 9 * GB, 10.0, QuotaLevel.OK, QuotaLevel.WARNING);
        try (var serde = StoredQuota.serde()) {
            var read = serde.deserializer()
                    .deserialize("quotas", AvroCodec.of(QuotaChange.class).encode(old));
            assertThat(read).isEqualTo(new StoredQuota(old, 7));
            assertThat(serde.deserializer()
                            .deserialize("quotas", serde.serializer().serialize("quotas", read)))
                    .isEqualTo(read);
            assertThat(serde.deserializer()
                            .deserialize("quotas", serde.serializer().serialize("quotas", null)))
                    .isNull();
        }
    }
}
