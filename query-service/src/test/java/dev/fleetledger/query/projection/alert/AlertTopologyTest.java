package dev.fleetledger.query.projection.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTopologyTest extends AlertTopologyFixture {

    @Test
    void aHeartbeatThatCrossesIsToldOnce() {
        cpu(SERVER, 0, 95);
        assertThat(seen()).as("it waits for earlier ones").isEmpty();
        pass(GRACE);
        cpu(SERVER, 3, 96);
        pass(GRACE);

        var seen = observations();
        assertThat(seen).hasSize(1);
        var observation = seen.getFirst();
        assertThat(observation.rule()).isEqualTo(RULE.toString());
        assertThat(observation.ruleVersion()).isEqualTo(1);
        assertThat(observation.target().toString()).isEqualTo("server/" + SERVER);
        assertThat(observation.state()).isEqualTo(AlertState.FIRING);
        assertThat(observation.raises()).isTrue();
        assertThat(observation.at()).isEqualTo(NOW);
        assertThat(observation.number()).isEqualTo(NOW.toEpochMilli());
        assertThat(observation.value()).isEqualTo(95.0);
        assertThat(observation.condition().metricType()).isEqualTo("cpu");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shuffledAndRepeatedWithinTheGraceTheyMakeTheSameTransitions(long seed) {
        var random = new Random(seed);
        var rule = rule(null, 70.0, Map.of(), 1, NoDataPolicy.KEEP);
        threshold(2, rule);
        var values = random.doubles(200, 40, 120).toArray();
        var expected = new ArrayList<String>();
        var standing = Standing.INITIAL;
        for (var i = 0; i < values.length; i++) {
            var step = standing.after(NOW.plusMillis(i * 500L).toEpochMilli(), values[i], rule);
            standing = step.standing();
            step.told().forEach(told -> expected.add(told.state() + " " + told.number()));
        }

        // Four at a time come within the grace, in any order, some of them twice.
        for (var from = 0; from < values.length; from += 4) {
            var order = new ArrayList<>(IntStream.range(from, from + 4).boxed().toList());
            order.add(from + random.nextInt(4));
            Collections.shuffle(order, random);
            order.forEach(i -> send(SERVER, NOW.plusMillis(i * 500L), Map.of(), values[i]));
            pass(GRACE);
        }
        pass(GRACE);
        assertThat(observations())
                .extracting(observation -> observation.state() + " " + observation.number())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void whatComesLaterThanTheGraceCountsNoMore() {
        cpu(SERVER, 10, 20);
        pass(GRACE);
        cpu(SERVER, 5, 95);
        pass(GRACE);
        assertThat(seen()).containsExactly("ok 10");
        cpu(SERVER, 11, 95);
        pass(GRACE);
        assertThat(seen()).containsExactly("firing 11");
    }

    @Test
    void samplesInTheFutureAreRejected() {
        send(SERVER, NOW.plusSeconds(301), Map.of(), 95);
        pass(GRACE);
        cpu(SERVER, 1, 20);
        cpu(SERVER, 4, 95);
        pass(GRACE);
        assertThat(seen()).containsExactly("ok 1", "firing 4");
    }

    @Test
    void ofAValueThatIsSentAgainTheLastCounts() {
        send(SERVER, NOW, Map.of(), 95);
        send(SERVER, NOW, Map.of(), 5);
        send(SERVER, NOW.plusSeconds(1), Map.of(), 95);
        send(SERVER, NOW.plusSeconds(1), Map.of(), Double.NaN);
        send(SERVER, NOW.plusSeconds(2), Map.of(), Double.NaN);
        send(SERVER, NOW.plusSeconds(2), Map.of(), 96);
        pass(GRACE);
        assertThat(seen()).containsExactly("ok 0", "firing 2");
    }

    @Test
    void whatIsSentAgainAndAgainWaitsNoLonger() {
        for (var i = 0; i < 4; i++) {
            send(SERVER, NOW, Map.of(), 95);
            pass(Duration.ofSeconds(1));
        }
        assertThat(seen()).containsExactly("firing 0");
    }

    @Test
    void aChangedThresholdBeginsAnew() {
        cpu(SERVER, 0, 95);
        pass(GRACE);
        assertThat(observations()).extracting(Observation::ruleVersion).containsExactly(1L);
        threshold(2, rule(null, null, Map.of(), 0, NoDataPolicy.KEEP));
        cpu(SERVER, 5, 96);
        pass(GRACE);
        assertThat(observations()).extracting(Observation::ruleVersion).containsExactly(2L);
        thresholds.pipeInput(RULE.toString(), null);
        cpu(SERVER, 10, 20);
        pass(GRACE);
        assertThat(seen()).isEmpty();
    }

    @Test
    void aTagSaysWhichServers() {
        threshold(2, rule("production", null, Map.of(), 0, NoDataPolicy.KEEP));
        register(OTHER, "staging");
        cpu(SERVER, 0, 95);
        cpu(OTHER, 0, 95);
        pass(GRACE);
        assertThat(observations()).extracting(seen -> seen.target().id()).containsExactly(SERVER.toString());
        register(SERVER, "retired");
        pass(Duration.ofSeconds(1));
        cpu(SERVER, 5, 96);
        assertThat(seen())
                .as("it is none of its targets any more")
                .singleElement()
                .asString()
                .startsWith("ok");
    }

    @Test
    void labelsSayWhichSeries() {
        threshold(2, rule(null, null, Map.of("job", "node"), 0, NoDataPolicy.KEEP));
        send(SERVER, NOW, Map.of("job", "node", "core", "0"), 95);
        send(SERVER, NOW, Map.of("job", "node", "core", "1"), 96);
        send(SERVER, NOW, Map.of("job", "other"), 97);
        send(SERVER, NOW, Map.of(), 98);
        pass(GRACE);
        assertThat(observations()).extracting(Observation::value).containsExactlyInAnyOrder(95.0, 96.0);
    }

    @Test
    void aLabelWithoutAValueStandsForItsAbsence() {
        threshold(2, rule(null, null, Map.of("zone", "", "job", "node"), 0, NoDataPolicy.KEEP));
        send(SERVER, NOW, Map.of("job", "node"), 95);
        send(SERVER, NOW, Map.of("job", "node", "rack", "3"), 96);
        send(SERVER, NOW, Map.of("job", "node", "zone", "a"), 97);
        pass(GRACE);
        assertThat(observations()).extracting(Observation::value).containsExactlyInAnyOrder(95.0, 96.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"system.cpu.load_average.1m", "темп", "temp °C", "温度", "🌡", "a/b-c"})
    void anyMetricIsWatched(String metric) {
        threshold(UUID.randomUUID(), 1, rule(metric, null, null, Map.of(), 0, NoDataPolicy.KEEP));
        send(SERVER, metric, NOW, Map.of(), 95);
        send(SERVER, metric + "x", NOW, Map.of(), 96);
        pass(GRACE);
        assertThat(observations())
                .extracting(seen -> seen.condition().metricType(), Observation::value)
                .containsExactly(tuple(metric, 95.0));
    }

    @Test
    void whatCannotBeReadIsPassedOver() {
        telemetry.pipeInput(SERVER.toString(), new byte[] {1, 2, 3}, NOW);
        telemetry.pipeInput("no-uuid", AvroCodec.of(SampleBatch.class).encode(SampleBatch.of(List.of())), NOW);
        cpu(SERVER, 0, 95);
        pass(GRACE);
        assertThat(seen()).containsExactly("firing 0");
    }

    @Test
    void everythingHasAName() {
        var topology = AlertTopology.build(AlertTopics.CATALOGUED, GRACE, new Room(1, new MetricRegistry()));
        assertThat(topology.describe().toString())
                .contains("alert-telemetry", "alert-evaluation", "alert-observations", "alert-targets")
                .doesNotContainPattern("KSTREAM|KTABLE|STATE-STORE-0");
    }
}
