package dev.fleetledger.query.projection.alert;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import dev.fleetledger.schemas.telemetry.Vitals;
import dev.fleetledger.schemas.threshold.ThresholdSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntToDoubleFunction;
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

/** The alert topology without a Kafka, with a server and a threshold on its CPU, by a clock of its own. */
abstract class AlertTopologyFixture {
    static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    static final UUID OTHER = UUID.fromString("4d298266-633b-48b6-9662-07a1d9ee1c44");
    static final UUID RULE = UUID.fromString("6e0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    static final Instant NOW = Instant.parse("2026-01-18T12:00:00Z");
    static final Duration GRACE = Duration.ofSeconds(2);
    static final int ROOM = 20_000;

    final MetricRegistry metrics = new MetricRegistry();
    final TopologyTestDriver driver = driver();
    final TestInputTopic<String, byte[]> telemetry = input("fleet.telemetry");
    final TestInputTopic<String, byte[]> thresholds = input("fleet.thresholds");
    final TestInputTopic<String, byte[]> servers = input("fleet.servers");
    final TestOutputTopic<String, byte[]> observations = output("fleet.observations");
    final TestOutputTopic<String, byte[]> written = output("test-alert-targets-changelog");

    Duration passed = Duration.ZERO;

    @BeforeEach
    void watch() {
        register(SERVER, "production");
        threshold(1, rule(null, null, Map.of(), 0, NoDataPolicy.KEEP));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    void threshold(long version, ThresholdDetails rule) {
        threshold(RULE, version, rule);
    }

    void threshold(UUID id, long version, ThresholdDetails rule) {
        thresholds.pipeInput(
                id.toString(),
                AvroCodec.of(ThresholdSnapshot.class)
                        .encode(new ThresholdSnapshot(id, FleetId.DEFAULT, version, rule)));
    }

    void register(UUID server, String tag) {
        var details = new ServerDetails("h", "h", 22, null, null, List.of(tag));
        servers.pipeInput(
                server.toString(),
                AvroCodec.of(ServerSnapshot.class)
                        .encode(new ServerSnapshot(
                                server,
                                "h",
                                1,
                                details,
                                NOW,
                                NOW,
                                1,
                                Health.ONLINE,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Lifecycle.NEW)));
        servers.pipeInput("position/0", new byte[0]);
    }

    void cpu(UUID server, long second, double value) {
        var time = NOW.plusSeconds(second);
        var vitals = new Vitals(value, null, null, null, List.of(), List.of());
        telemetry.pipeInput(
                server.toString(),
                AvroCodec.of(Heartbeat.class).encode(new Heartbeat(server, time, time, null, null, null, vitals)),
                time);
    }

    void sendNow(double value) {
        send(SERVER, now(), Map.of(), value);
    }

    Instant now() {
        return NOW.plus(passed);
    }

    void send(UUID server, Instant time, Map<String, String> labels, double value) {
        send(server, "cpu_percent", time, labels, value);
    }

    void send(UUID server, String metric, Instant time, Map<String, String> labels, double value) {
        var series = new SeriesSamples(
                metric, new TreeMap<>(labels), new long[] {time.toEpochMilli()}, new double[] {value});
        telemetry.pipeInput(
                server.toString(), AvroCodec.of(SampleBatch.class).encode(SampleBatch.of(List.of(series))), now());
    }

    void pods(int number, IntToDoubleFunction value) {
        var series = IntStream.range(0, number)
                .mapToObj(pod -> new SeriesSamples(
                        "cpu_percent",
                        new TreeMap<>(Map.of("pod", "" + pod)),
                        new long[] {NOW.toEpochMilli()},
                        new double[] {value.applyAsDouble(pod)}))
                .toList();
        telemetry.pipeInput(SERVER.toString(), AvroCodec.of(SampleBatch.class).encode(SampleBatch.of(series)), now());
    }

    List<String> targets() {
        var keys = new ArrayList<String>();
        try (var all = driver.<String, StoredTarget>getKeyValueStore(AlertTopology.TARGETS)
                .all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    void pass(Duration time) {
        passed = passed.plus(time);
        driver.advanceWallClockTime(time);
    }

    List<Observation> observations() {
        return observations.readValuesToList().stream()
                .map(AvroCodec.of(Observation.class)::decode)
                .toList();
    }

    List<String> seen() {
        return observations().stream()
                .map(seen -> seen.state().wireName()
                        + (seen.raises() && seen.state() == AlertState.NO_DATA ? "!" : "")
                        + " "
                        + Duration.between(NOW, seen.at()).toSeconds())
                .toList();
    }

    static ThresholdDetails rule(
            @Nullable String tag,
            @Nullable Double clear,
            Map<String, String> labels,
            int seconds,
            NoDataPolicy noData) {
        return rule("cpu", tag, clear, labels, seconds, noData);
    }

    static ThresholdDetails rule(
            String metric,
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
                metric,
                Comparison.GT,
                80,
                clear,
                seconds,
                noData,
                300,
                Severity.WARNING,
                true);
    }

    TopologyTestDriver driver() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        var topology = AlertTopology.build(AlertTopics.CATALOGUED, GRACE, new Room(ROOM, metrics));
        return new TopologyTestDriver(topology, settings, NOW);
    }

    TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
