package dev.fleetledger.query.projection.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import dev.fleetledger.schemas.node.NodeHealth;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.QuotaLevel;
import dev.fleetledger.schemas.node.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class NodeTopologyTest extends NodeTopologyFixture {

    @Test
    void aNodeIsPendingThenActive() {
        append(joined(1, ID));
        assertThat(last().active()).isFalse();
        assertThat(last().exists(NOW)).isTrue();
        assertThat(last().exists(NOW.plus(Duration.ofDays(2)))).isFalse();
        append(new NodeApproved(1, ID, NOW));
        assertThat(last().active()).isTrue();
        assertThat(last().exists(NOW.plus(Duration.ofDays(2)))).isTrue();
    }

    @Test
    void anExpiredRequestLeavesATombstone() {
        append(joined(1, ID));
        append(new NodeJoinExpired(1, ID));
        var records = nodes.readRecordsToList();
        assertThat(records.getLast().key()).isEqualTo(ID.toString());
        assertThat(records.getLast().value()).isNull();
    }

    @Test
    void healthFollowsReportsAndSilence() {
        append(joined(1, ID));
        assertThat(last().health(NOW, STALE)).isEqualTo(NodeHealth.OFFLINE);
        report(NOW, 12.0);
        assertThat(last().health(NOW.plus(STALE), STALE)).isEqualTo(NodeHealth.ONLINE);
        assertThat(last().health(NOW.plus(STALE).plusMillis(1), STALE)).isEqualTo(NodeHealth.STALE);
        report(NOW.plus(STALE).plusSeconds(1), 13.0);
        assertThat(last().health(NOW.plus(STALE).plusSeconds(2), STALE)).isEqualTo(NodeHealth.ONLINE);
    }

    @Test
    void lateAndRepeatedReportsDoNotOverwriteNewer() {
        append(joined(1, ID));
        report(NOW.plusSeconds(30), 30.0);
        report(NOW.plusSeconds(10), 10.0);
        report(NOW.plusSeconds(30), 30.0);
        assertThat(latest().cpuPercent()).isEqualTo(30.0);
        assertThat(last().lastSeen()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void aClockThatRanAheadDoesNotHideWhatComesAfterItWasSetRight() {
        append(joined(1, ID));
        stats.pipeInput(fleet(), encoded(NOW.plusSeconds(240), NOW, 10.0));
        report(NOW.plusSeconds(1), 20.0);
        assertThat(latest().cpuPercent()).isEqualTo(20.0);
    }

    @Test
    void aReportThatOvertookTheRequestCounts() {
        report(NOW, 10.0);
        assertThat(nodes.isEmpty()).isTrue();
        append(joined(1, ID));
        assertThat(latest().cpuPercent()).isEqualTo(10.0);
    }

    @Test
    void theFiguresOfTheDocument() {
        append(joined(1, ID), new NodeQuotaChanged(1, ID, 100.0));
        append(site(1, 5.2, 15.0), site(2, 4.1, 10.0), site(3, 3.2, 4.0));
        var node = last();
        assertThat(node.usage().usedGb()).isEqualTo(12.5);
        assertThat(node.usage().percent()).isEqualTo(12.5);
        assertThat(node.usage().level()).isEqualTo(QuotaLevel.OK);
        assertThat(node.sites()).isEqualTo(3);
        assertThat(node.sitesWarning()).isEqualTo(1);
        assertThat(node.sitesOver()).isZero();
        assertThat(changes()).extracting(QuotaChange::subject).containsExactly("site/3");
    }

    @Test
    void eachChangeOfALevelIsToldOnce() {
        append(joined(1, ID));
        append(site(1, 7.9, 10.0), site(1, 8.0, 10.0), site(1, 9.0, 10.0), site(1, 10.0, 10.0));
        append(site(1, 10.1, 10.0), site(1, 12.0, 10.0), site(1, 8.5, 10.0), site(1, 1.0, 10.0));
        assertThat(changes())
                .extracting(QuotaChange::before, QuotaChange::level)
                .containsExactly(
                        tuple(QuotaLevel.OK, QuotaLevel.WARNING),
                        tuple(QuotaLevel.WARNING, QuotaLevel.OVER),
                        tuple(QuotaLevel.OVER, QuotaLevel.WARNING),
                        tuple(QuotaLevel.WARNING, QuotaLevel.OK));
    }

    @Test
    void aNodesQuotaIsThatOfAllItsSites() {
        append(joined(1, ID), new NodeQuotaChanged(1, ID, 10.0), site(1, 5.0, null));
        assertThat(changes()).isEmpty();
        append(site(2, 6.0, null));
        var over = changes().getFirst();
        assertThat(over.subject()).isEqualTo("node/1");
        assertThat(over.level()).isEqualTo(QuotaLevel.OVER);
        assertThat(over.usedBytes()).isEqualTo(11 * GB);
        append(new NodeQuotaChanged(1, ID, 13.0));
        assertThat(changes()).extracting(QuotaChange::level).containsExactly(QuotaLevel.WARNING);
        append(new NodeQuotaChanged(1, ID, null));
        assertThat(changes()).extracting(QuotaChange::level).containsExactly(QuotaLevel.OK);
        assertThat(last().usage()).isEqualTo(new Usage(11 * GB, null));
    }

    @Test
    void eventsRepeatedAfterACrashChangeNothingAndTellTheirDifferenceAgain() {
        append(joined(1, ID));
        var within = chain.next(site(1, 5.0, 10.0));
        var over = chain.next(site(1, 11.0, 10.0));
        var more = chain.next(site(1, 12.0, 10.0));
        for (var record : List.of(within, over, more)) {
            pipe(record);
        }
        var told = changes();
        assertThat(told).extracting(QuotaChange::level).containsExactly(QuotaLevel.OVER);

        pipe(within);
        pipe(over);
        assertThat(changes()).isEmpty();
        assertThat(last().usedBytes()).isEqualTo(12 * GB);
        pipe(more);
        assertThat(changes()).isEmpty();

        var less = chain.next(site(1, 1.0, 10.0));
        pipe(less);
        pipe(less);
        assertThat(changes())
                .hasSize(2)
                .containsOnly(new QuotaChange(
                        EventChain.START.plusSeconds(4).toEpochMilli(),
                        EventChain.START.plusSeconds(4),
                        1,
                        ID,
                        "api.example.com",
                        1L,
                        "site-1",
                        GB,
                        10.0,
                        QuotaLevel.OVER,
                        QuotaLevel.OK));
    }

    @Test
    void reportsDoNotTouchQuotasNorQuotasReports() {
        append(joined(1, ID));
        report(NOW, 10.0);
        append(site(1, 5.0, 10.0));
        assertThat(latest().cpuPercent()).isEqualTo(10.0);
        report(NOW.plusSeconds(1), 11.0);
        assertThat(last().usedBytes()).isEqualTo(5 * GB);
        assertThat(changes()).isEmpty();
    }

    @Test
    void whatIsOfOtherAreasPasses() {
        append(EventChain.registered(UUID.randomUUID(), "nas", 1));
        assertThat(nodes.isEmpty()).isTrue();
    }

    @Test
    void whatCannotBeReadIsPutAsideWithItsReason() {
        stats.pipeInput(fleet(), new byte[] {1, 2, 3});
        var dead = driver.createOutputTopic("fleet.dead-letters", new StringDeserializer(), new ByteArrayDeserializer())
                .readRecord();
        assertThat(dead.key()).isEqualTo("fleet.node-stats:0:0");
        assertThat(new String(dead.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                .contains("marker");
    }
}
