package dev.fleetledger.query.projection.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Observation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Silence, and what becomes of targets by it. */
class AlertTargetsTest extends AlertTopologyFixture {
    private static final int SERIES = ROOM;

    @Test
    void silenceNeverResolves() {
        cpu(SERVER, 0, 95);
        pass(GRACE);
        pass(Duration.ofSeconds(298));
        assertThat(seen()).containsExactly("firing 0");
        pass(Duration.ofSeconds(2));
        pass(Duration.ofHours(5));
        assertThat(seen()).containsExactly("no_data 300");
        cpu(SERVER, 18_400, 20);
        pass(GRACE);
        assertThat(seen()).containsExactly("ok 18400");
    }

    @Test
    void silenceRaisesIfAsked() {
        threshold(2, rule(null, null, Map.of(), 0, NoDataPolicy.FIRE));
        cpu(SERVER, 0, 20);
        pass(Duration.ofSeconds(310));
        assertThat(seen()).containsExactly("ok 0", "no_data! 300");
        pass(Duration.ofHours(1));
        assertThat(seen()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(NoDataPolicy.class)
    void silenceIsWrittenOnce(NoDataPolicy noData) {
        threshold(2, rule(null, null, Map.of(), 0, noData));
        for (var i = 0; i < 50; i++) {
            send(SERVER, NOW, Map.of("core", "" + i), i % 2 == 0 ? 95 : 20);
        }
        pass(Duration.ofSeconds(310));
        written.readRecordsToList();
        observations();
        for (var i = 0; i < 100; i++) {
            pass(Duration.ofMillis(500));
        }
        assertThat(written.readRecordsToList()).isEmpty();
        assertThat(observations()).isEmpty();
    }

    @Test
    void silenceIsWrittenWhenItBegins() {
        cpu(SERVER, 0, 95);
        pass(GRACE);
        written.readRecordsToList();
        pass(Duration.ofSeconds(290));
        assertThat(written.readRecordsToList()).isEmpty();
        pass(Duration.ofSeconds(20));
        assertThat(written.readRecordsToList()).hasSize(1);
        assertThat(seen()).containsExactly("firing 0", "no_data 300");
    }

    @Test
    void whatIsNoNumberIsNotHeard() {
        threshold(2, rule(null, null, Map.of(), 0, NoDataPolicy.FIRE));
        sendNow(5);
        for (var second = 0; second < 400; second += 50) {
            pass(Duration.ofSeconds(50));
            sendNow(Double.NaN);
        }
        assertThat(seen()).containsExactly("ok 0", "no_data! 300");
    }

    @Test
    void whatComesTooLateIsNotHeard() {
        threshold(2, rule(null, null, Map.of(), 0, NoDataPolicy.FIRE));
        sendNow(5);
        for (var second = 0; second < 400; second += 50) {
            pass(Duration.ofSeconds(50));
            cpu(SERVER, -60, 95);
        }
        assertThat(seen()).containsExactly("ok 0", "no_data! 300");
    }

    @Test
    void whatIsSentLateIsNoSilenceWhileItComes() {
        threshold(2, rule(null, null, Map.of(), 0, NoDataPolicy.FIRE));
        for (var second = 0; second < 600; second += 60) {
            cpu(SERVER, second - 3600, 20);
            pass(Duration.ofSeconds(60));
        }
        assertThat(seen()).containsExactly("ok -3600");
        pass(Duration.ofMinutes(5));
        assertThat(seen()).as("540 s after the first").containsExactly("no_data! -2760");
    }

    @Test
    void aSampleWithinTheGraceIsAwaitedBeforeItIsSilence() {
        threshold(2, rule(null, null, Map.of(), 0, NoDataPolicy.FIRE));
        cpu(SERVER, 0, 20);
        pass(Duration.ofSeconds(301));
        cpu(SERVER, 300, 20);
        pass(Duration.ofMinutes(5));
        assertThat(seen()).containsExactly("ok 0");
    }

    @Test
    void seriesThatComeAndGoLeaveNothing() {
        pods(SERIES - 1, pod -> pod % 100 == 0 ? 95 : 20);
        pass(GRACE);
        assertThat(targets()).hasSize(SERIES - 1);
        assertThat(observations().stream().filter(Observation::raises)).hasSize(SERIES / 100);
        pass(Duration.ofMinutes(62));
        assertThat(targets()).as("those that are raised").hasSize(SERIES / 100);
        pass(Duration.ofDays(9));
        assertThat(targets()).isEmpty();
        assertThat(metrics.getGauges().values())
                .extracting(gauge -> gauge.getValue())
                .containsExactly(0);
        var isGone = new HashMap<String, Boolean>();
        written.readRecordsToList().forEach(record -> isGone.put(record.key(), record.value() == null));
        assertThat(isGone).hasSize(SERIES - 1);
        assertThat(isGone.values()).containsOnly(true);
    }

    @Test
    void silentSeriesGiveWayWhenThereIsNoRoom() {
        pods(SERIES, pod -> 95);
        pass(GRACE);
        observations();
        send(SERVER, NOW, Map.of("pod", "new"), 96);
        pass(GRACE);
        assertThat(seen()).isEmpty();
        assertThat(metrics.counter("fleet.alerts.unwatched_series").getCount()).isEqualTo(1);
        send(SERVER, NOW.plusSeconds(4), Map.of("pod", "0"), 96);
        pass(Duration.ofMinutes(5));
        assertThat(targets()).hasSize(1);
        assertThat(seen()).hasSize(SERIES - 1).allMatch(seen -> seen.startsWith("no_data "));
        send(SERVER, NOW.plusSeconds(304), Map.of("pod", "new"), 97);
        send(SERVER, NOW.plusSeconds(304), Map.of("pod", "1"), 20);
        pass(GRACE);
        assertThat(seen()).as("whoever comes back clear is told of").containsExactlyInAnyOrder("firing 304", "ok 304");
    }

    @Test
    void aSeriesThatComesOnceADayFires() {
        threshold(2, rule(null, null, Map.of(), 3 * 86_400, NoDataPolicy.KEEP));
        for (var day = 0; day < 4; day++) {
            cpu(SERVER, day * 86_400L, 95);
            pass(Duration.ofHours(12));
            pass(Duration.ofHours(12));
        }
        assertThat(seen()).containsExactly("firing 259200", "no_data 259500");
    }

    @Test
    void aServerThatIsDeletedAfterItFellSilentIsForgotten() {
        cpu(SERVER, 0, 95);
        pass(Duration.ofSeconds(310));
        assertThat(targets()).hasSize(1);
        servers.pipeInput(SERVER.toString(), null);
        pass(Duration.ofMinutes(1));
        assertThat(targets()).isEmpty();
    }

    @Test
    void aDeletedServerIsForgotten() {
        cpu(SERVER, 0, 95);
        pass(GRACE);
        assertThat(seen()).containsExactly("firing 0");
        servers.pipeInput(SERVER.toString(), null);
        pass(Duration.ofSeconds(310));
        assertThat(seen()).isEmpty();
    }
}
