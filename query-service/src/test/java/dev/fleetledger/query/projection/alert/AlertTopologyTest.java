package dev.fleetledger.query.projection.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.alert.ThresholdSnapshot;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import dev.fleetledger.schemas.telemetry.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTopologyTest {
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final UUID OTHER = UUID.fromString("4d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final UUID RULE = UUID.fromString("6e0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    private static final Instant NOW = Instant.parse("2026-01-18T12:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<String, byte[]> telemetry = input("fleet.telemetry");
    private final TestInputTopic<String, byte[]> thresholds = input("fleet.thresholds");
    private final TestInputTopic<String, byte[]> servers = input("fleet.servers");
    private final TestOutputTopic<String, byte[]> observations = output();

    @BeforeEach
    void watch() {
        register(SERVER, "production");
        threshold(1, rule(null, null, Map.of(), 0, NoDataPolicy.KEEP));
    }

    @AfterEach
    void close() {
        driver.close();
    }

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

    @Test
    void aDeletedServerIsForgotten() {
        cpu(SERVER, 0, 95);
        pass(GRACE);
        assertThat(seen()).containsExactly("firing 0");
        servers.pipeInput(SERVER.toString(), null);
        pass(Duration.ofSeconds(310));
        assertThat(seen()).isEmpty();
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
    void whatCannotBeReadIsPassedOver() {
        telemetry.pipeInput(SERVER.toString(), new byte[] {1, 2, 3}, NOW);
        telemetry.pipeInput("no-uuid", AvroCodec.of(SampleBatch.class).encode(SampleBatch.of(List.of())), NOW);
        cpu(SERVER, 0, 95);
        pass(GRACE);
        assertThat(seen()).containsExactly("firing 0");
    }

    @Test
    void everythingHasAName() {
        assertThat(AlertTopology.build(AlertTopics.CATALOGUED, GRACE).describe().toString())
                .contains("alert-telemetry", "alert-evaluation", "alert-observations", "alert-targets")
                .doesNotContainPattern("KSTREAM|KTABLE|STATE-STORE-0");
    }

    private void threshold(long version, ThresholdDetails rule) {
        thresholds.pipeInput(
                RULE.toString(),
                AvroCodec.of(ThresholdSnapshot.class)
                        .encode(new ThresholdSnapshot(RULE, FleetId.DEFAULT, version, rule)));
    }

    private void register(UUID server, String tag) {
        var details = new ServerDetails("h", "h", 22, null, null, List.of(tag));
        servers.pipeInput(
                server.toString(),
                AvroCodec.of(ServerSnapshot.class)
                        .encode(new ServerSnapshot(
                                server, "h", 1, details, NOW, NOW, 1, Health.ONLINE, null, null, null, null, null)));
        servers.pipeInput("position/0", new byte[0]);
    }

    private void cpu(UUID server, long second, double value) {
        var time = NOW.plusSeconds(second);
        var vitals = new Vitals(value, null, null, null, List.of(), List.of());
        telemetry.pipeInput(
                server.toString(),
                AvroCodec.of(Heartbeat.class).encode(new Heartbeat(server, time, time, null, null, null, vitals)),
                time);
    }

    private void send(UUID server, Instant time, Map<String, String> labels, double value) {
        var series = new SeriesSamples(
                "cpu_percent", new TreeMap<>(labels), new long[] {time.toEpochMilli()}, new double[] {value});
        telemetry.pipeInput(
                server.toString(), AvroCodec.of(SampleBatch.class).encode(SampleBatch.of(List.of(series))), NOW);
    }

    private void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    private List<Observation> observations() {
        return observations.readValuesToList().stream()
                .map(AvroCodec.of(Observation.class)::decode)
                .toList();
    }

    private List<String> seen() {
        return observations().stream()
                .map(seen -> seen.state().wireName()
                        + (seen.raises() && seen.state() == AlertState.NO_DATA ? "!" : "")
                        + " "
                        + Duration.between(NOW, seen.at()).toSeconds())
                .toList();
    }

    private static ThresholdDetails rule(
            @Nullable String tag,
            @Nullable Double clear,
            Map<String, String> labels,
            int seconds,
            NoDataPolicy noData) {
        return new ThresholdDetails(
                null,
                null,
                tag,
                new TreeMap<>(labels),
                "cpu",
                Comparison.GT,
                80,
                clear,
                seconds,
                noData,
                300,
                Severity.WARNING,
                true);
    }

    private static TopologyTestDriver driver() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        return new TopologyTestDriver(AlertTopology.build(AlertTopics.CATALOGUED, GRACE), settings, NOW);
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<String, byte[]> output() {
        return driver.createOutputTopic("fleet.observations", new StringDeserializer(), new ByteArrayDeserializer());
    }
}
