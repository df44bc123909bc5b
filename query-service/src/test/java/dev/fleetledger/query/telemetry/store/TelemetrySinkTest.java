package dev.fleetledger.query.telemetry.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.query.projection.DeadLetters;
import dev.fleetledger.query.projection.Positions;
import dev.fleetledger.query.projection.Projector;
import dev.fleetledger.query.projection.Rebuild;
import dev.fleetledger.query.telemetry.block.Points;
import dev.fleetledger.query.telemetry.store.SampleStore.Selection;
import dev.fleetledger.query.testing.TestLedger;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import dev.fleetledger.schemas.telemetry.Vitals;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelemetrySinkTest {
    private static final Instant NOW = Instant.parse("2026-01-18T12:30:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final UUID SERVER = UUID.randomUUID();

    private final MetricRegistry metrics = new MetricRegistry();
    private final TestLedger ledger = new TestLedger();
    private final Jdbi database = TestTables.create();
    private final SampleStore store = new SampleStore(database, new CorruptBlocks(new Meter()));
    private final SeriesDao series = new SeriesDao(database);
    private TopicSpec telemetry;
    private TopicSpec letters;
    private Positions positions;
    private DeadLetters deadLetters;

    @BeforeEach
    void topics() {
        telemetry = ledger.create(Topics.TELEMETRY);
        letters = ledger.create(Topics.DEAD_LETTERS);
        positions =
                new Positions(ledger.kafka(), ledger.create(Topics.PROJECTED).topicName());
        deadLetters = new DeadLetters(ledger.kafka(), letters.topicName());
    }

    @AfterEach
    void close() {
        positions.stop();
        deadLetters.stop();
        ledger.close();
    }

    @Test
    void everySampleIsThereOnceThoughSinksRaceRestartAndLoseTheirConnections() throws Exception {
        var one = sink();
        var other = sink();
        one.start();
        other.start();
        for (var second = 0; second < 600; second++) {
            send(SERVER, batch("load", Map.of(), NOW.minusSeconds(second).toEpochMilli(), second));
            if (second == 200) {
                one.stop();
                TestTables.dropConnections(database);
                one = sink();
                one.start();
            }
            if (second == 400) {
                TestTables.dropConnections(database);
            }
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(samples("load")).hasSize(600));
        assertThat(stored()).isEqualTo(600);
        one.stop();
        other.stop();
    }

    @Test
    void theSameTimeCountsOnceAsItCameLastAlsoWhenTheTopicIsReadAgain() throws Exception {
        var at = NOW.toEpochMilli();
        send(SERVER, batch("load", Map.of("core", "1"), at, 1));
        send(SERVER, batch("load", Map.of("core", "2"), at, 2));
        send(SERVER, batch("load", Map.of("core", "1"), at, 3));
        var sink = sink();
        sink.start();
        await().atMost(SOON).untilAsserted(() -> assertThat(samples("load")).containsExactly(3.0, 2.0));

        Rebuild.withoutEmptying(TelemetryStore.NAME, database);
        send(SERVER, batch("load", Map.of("core", "3"), at, 4));
        await().atMost(SOON).untilAsserted(() -> assertThat(samples("load")).containsExactly(3.0, 2.0, 4.0));
        await().atMost(SOON).untilAsserted(() -> assertThat(stored()).isGreaterThan(4));
        assertThat(samples("load")).containsExactly(3.0, 2.0, 4.0);
        sink.stop();
    }

    @Test
    void whatCannotBeReadIsPutAsideAndStopsNobody() throws Exception {
        var good = batch("load", Map.of(), NOW.toEpochMilli(), 1);
        for (var cut = 1; cut <= 20; cut++) {
            send(SERVER, Arrays.copyOf(good, good.length - cut));
        }
        send(SERVER, Arrays.copyOf(good, good.length + 1));
        send(SERVER, new byte[] {1, 2, 3});
        ledger.send(new ProducerRecord<>(telemetry.topicName(), 0, "no server".getBytes(UTF_8), good));
        ledger.send(new ProducerRecord<>(telemetry.topicName(), 0, null, good));
        send(SERVER, batch("zero", Map.of("label", "a\0b"), NOW.toEpochMilli(), 1));
        send(SERVER, good);
        var sink = sink();
        sink.start();
        await().atMost(SOON).untilAsserted(() -> assertThat(samples("load")).containsExactly(1.0));
        assertThat(sink.state().failure()).isEmpty();
        // The three bytes are put aside by the server projection.
        await().atMost(SOON).untilAsserted(() -> assertThat(letters()).isEqualTo(24));
        sink.stop();
    }

    @Test
    void whatIsTooOldOrOfADeletedServerIsDropped() throws Exception {
        var gone = UUID.randomUUID();
        database.useHandle(handle -> handle.execute("insert into deleted_servers values (?)", gone));
        send(gone, batch("load", Map.of(), NOW.toEpochMilli(), 1));
        send(SERVER, batch("load", Map.of(), NOW.minus(Duration.ofDays(31)).toEpochMilli(), 1));
        send(SERVER, batch("load", Map.of(), NOW.plus(Duration.ofDays(1)).toEpochMilli(), 2));
        send(SERVER, batch("load", Map.of(), NOW.toEpochMilli(), 3));
        var sink = sink();
        sink.start();
        await().atMost(SOON).untilAsserted(() -> assertThat(samples("load")).containsExactly(3.0));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sink.state().trouble()).isEmpty());
        assertThat(stored()).isOne();
        assertThat(series.ofServer(gone, Set.of("load"))).isEmpty();
        for (var reason : List.of("expired", "future", "orphaned")) {
            assertThat(metrics.counter("fleet.telemetry." + reason + "_samples").getCount())
                    .as(reason)
                    .isOne();
        }
        sink.stop();
    }

    @Test
    void aHeartbeatIsSamplesAndTheLatestMeasurements() throws Exception {
        var vitals = new Vitals(
                12.34,
                null,
                45.0,
                0.5,
                List.of(new Vitals.DiskUsage("/", 10, 4, 6, 40.0)),
                List.of(new Vitals.NetworkUsage("eth0", 1, 2)));
        var heartbeat = new Heartbeat(SERVER, NOW, NOW, null, null, null, vitals);
        send(SERVER, AvroCodec.of(Heartbeat.class).encode(heartbeat));
        send(SERVER, batch("memory_percent", Map.of(), NOW.minusSeconds(5).toEpochMilli(), 50));
        send(SERVER, batch("cpu_percent", Map.of(), NOW.minusSeconds(5).toEpochMilli(), 99));
        send(SERVER, batch("load_1m", Map.of(), NOW.plusSeconds(5).toEpochMilli(), 0.75));
        send(
                SERVER,
                batch("cpu_percent", Map.of("core", "1"), NOW.plusSeconds(5).toEpochMilli(), 77));
        var sink = sink();
        sink.start();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(series.latest(SERVER)).hasValueSatisfying(latest -> {
                    assertThat(latest.cpuPercent()).isEqualTo(12.3);
                    assertThat(latest.memoryPercent()).isEqualTo(50.0);
                    assertThat(latest.load1m()).isEqualTo(0.75);
                    assertThat(latest.timestamp()).isEqualTo(NOW.plusSeconds(5));
                    assertThat(latest.diskUsage()).containsExactly(new MetricsView.DiskUsage("/", 10L, 4L, 6L, 40.0));
                    assertThat(latest.network()).containsExactly(new MetricsView.NetworkUsage("eth0", 1L, 2L));
                }));
        assertThat(samples("cpu_percent")).containsExactly(77.0, 99.0, 12.34);
        sink.stop();
    }

    @Test
    void aClockThatRanAheadDoesNotOutdoWhatIsMeasuredAfterItWasSetRight() throws Exception {
        for (var series : List.of("cpu_percent", "load_1m")) {
            sendAt(NOW, batch(series, Map.of(), NOW.plusSeconds(240).toEpochMilli(), 70));
            sendAt(
                    NOW.plusSeconds(5),
                    batch(series, Map.of(), NOW.plusSeconds(5).toEpochMilli(), 80));
        }
        var sink = sink();
        sink.start();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(series.latest(SERVER)).hasValueSatisfying(latest -> {
                    assertThat(latest.load1m()).isEqualTo(80);
                    assertThat(latest.cpuPercent()).isEqualTo(80);
                    assertThat(latest.timestamp()).isEqualTo(NOW.plusSeconds(5));
                }));
        sink.stop();
    }

    private void sendAt(Instant receivedAt, byte[] value) {
        ledger.send(new ProducerRecord<>(
                telemetry.topicName(),
                0,
                receivedAt.toEpochMilli(),
                SERVER.toString().getBytes(UTF_8),
                value));
    }

    private Projector<Received> sink() {
        var spec = TelemetryStore.projector(
                telemetry,
                database,
                deadLetters,
                Duration.ofDays(30),
                new StoreMeters(metrics),
                InstantSource.fixed(NOW));
        return new Projector<>(spec, database, positions, ledger.kafka());
    }

    private void send(UUID server, byte[] value) {
        ledger.send(
                new ProducerRecord<>(telemetry.topicName(), server.toString().getBytes(UTF_8), value));
    }

    private static byte[] batch(String name, Map<String, String> labels, long time, double value) {
        var samples = new SeriesSamples(name, new TreeMap<>(labels), new long[] {time}, new double[] {value});
        return AvroCodec.of(SampleBatch.class).encode(SampleBatch.of(List.of(samples)));
    }

    /** The values of all series of that name, as a reader gets them. */
    private List<Double> samples(String name) {
        var numbers = series.ofServer(SERVER, Set.of(name)).stream()
                .map(SeriesDao.Series::id)
                .toList();
        return numbers.stream()
                .flatMap(
                        number -> store
                                .samples(new Selection(
                                        SERVER,
                                        Set.of(number),
                                        0,
                                        NOW.plusSeconds(3600).toEpochMilli()))
                                .stream())
                .map(Points::values)
                .flatMap(values -> Arrays.stream(values).boxed())
                .toList();
    }

    /** How many samples the rows hold, doubles included. */
    private long stored() {
        return database.withHandle(handle -> handle.createQuery("select coalesce(sum(samples), 0) from telemetry_fresh")
                .mapTo(Long.class)
                .one());
    }

    private int letters() {
        var settings = ledger.kafka().client(Map.of("auto.offset.reset", "earliest"));
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(letters.topicName(), 0);
            return LongStream.of(consumer.endOffsets(List.of(partition)).values().stream()
                            .mapToLong(Long::longValue)
                            .toArray())
                    .mapToInt(Math::toIntExact)
                    .sum();
        }
    }
}
