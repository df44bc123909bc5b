package dev.fleetledger.query.projection.alert;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import dev.fleetledger.schemas.threshold.ThresholdSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The alert topology without a Kafka, by a clock of its own. */
public final class LiveAlerts implements AutoCloseable {
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> telemetry;
    private final TestInputTopic<String, byte[]> thresholds;
    private final TestInputTopic<String, byte[]> servers;
    private final TestOutputTopic<String, byte[]> observations;
    private Instant now;

    public LiveAlerts(Instant now, Duration grace) {
        this.now = now;
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "live");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        var topology = AlertTopology.build(AlertTopics.CATALOGUED, grace, new Room(1000, new MetricRegistry()));
        driver = new TopologyTestDriver(topology, settings, now);
        telemetry = input(AlertTopics.CATALOGUED.telemetry());
        thresholds = input(AlertTopics.CATALOGUED.thresholds());
        servers = input(AlertTopics.CATALOGUED.servers());
        observations = driver.createOutputTopic(
                AlertTopics.CATALOGUED.observations(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A server by which nothing else is to be told. */
    public void register(UUID server) {
        var details = new ServerDetails("h", "h", 22, null, null, List.of());
        servers.pipeInput(
                server.toString(),
                AvroCodec.of(ServerSnapshot.class)
                        .encode(new ServerSnapshot(
                                server,
                                "h",
                                1,
                                details,
                                now,
                                now,
                                1,
                                Health.ONLINE,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Lifecycle.NEW)));
    }

    /** A threshold; null for none any more. */
    public void watch(UUID id, @Nullable ThresholdDetails rule) {
        var value = rule == null
                ? null
                : AvroCodec.of(ThresholdSnapshot.class).encode(new ThresholdSnapshot(id, FleetId.DEFAULT, 1, rule));
        thresholds.pipeInput(id.toString(), value);
    }

    /** It is so late now. */
    public void advance(Instant to) {
        if (to.isAfter(now)) {
            driver.advanceWallClockTime(Duration.between(now, to));
            now = to;
        }
    }

    /** A sample comes. */
    public void send(UUID server, String metric, long time, double value) {
        var series = new SeriesSamples(metric, new TreeMap<>(), new long[] {time}, new double[] {value});
        telemetry.pipeInput(
                server.toString(), AvroCodec.of(SampleBatch.class).encode(SampleBatch.of(List.of(series))), now);
    }

    /** What was told since the last time. */
    public List<Observation> told() {
        return observations.readValuesToList().stream()
                .map(AvroCodec.of(Observation.class)::decode)
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }
}
