package dev.fleetledger.schemas.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.schemas.avro.AvroCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final Instant THEN = Instant.parse("2026-01-18T10:30:00.123Z");

    @Test
    void everyDoubleComesBackBitForBit() {
        var random = new Random(42);
        var special = DoubleStream.of(
                0.0,
                -0.0,
                Double.NaN,
                Double.longBitsToDouble(0x7ff8_0000_dead_beefL),
                Double.longBitsToDouble(0xfff0_0000_0000_0002L),
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                -Double.MAX_VALUE);
        var values = DoubleStream.concat(special, random.longs(1000).mapToDouble(Double::longBitsToDouble))
                .toArray();
        var times = random.longs(values.length).toArray();
        var labels = new TreeMap<>(Map.of("job", "node", "quantile", "0.9", "é", "\"\n"));
        var batch = SampleBatch.of(List.of(new SeriesSamples("up", labels, times, values)));
        var back =
                (SampleBatch) Telemetry.decode(AvroCodec.of(SampleBatch.class).encode(batch));
        assertThat(back).isEqualTo(batch);
        assertThat(back.samples().getFirst().values())
                .usingElementComparator(
                        (a, b) -> Long.compare(Double.doubleToRawLongBits(a), Double.doubleToRawLongBits(b)))
                .containsExactly(values);
    }

    @Test
    void heartbeatsAndBatchesAreToldApart() {
        var heartbeat = heartbeat(new Vitals(1.0, null, null, null, List.of(), List.of()), null);
        assertThat(Telemetry.decode(AvroCodec.of(Heartbeat.class).encode(heartbeat)))
                .isEqualTo(heartbeat);
        assertThatThrownBy(() -> Telemetry.decode(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatSeriesShareStandsOnceInTheRecord() {
        var labels = new TreeMap<>(Map.of("job", "node"));
        var batch = SampleBatch.of(List.of(
                new SeriesSamples("a", labels, new long[] {1000}, new double[] {1}),
                new SeriesSamples("b", labels, new long[] {999, 1001}, new double[] {2, 3}),
                new SeriesSamples("a", new TreeMap<>(), new long[0], new double[0])));
        assertThat(batch.names()).containsExactly("a", "b");
        assertThat(batch.labels()).containsExactly(new SampleBatch.Label("job", "node"));
        assertThat(batch.series().get(1).times()).containsExactly(-1, 1);
    }

    @Test
    void aSeriesWithoutItsNameIsRefused() {
        var series = new SampleBatch.Series(1, new int[0], new long[0], new double[0]);
        assertThatThrownBy(() -> new SampleBatch(List.of("up"), List.of(), 0, List.of(series)).samples())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table of 1");
    }

    @Test
    void timesWithoutValuesAreRefused() {
        assertThatThrownBy(() -> new SeriesSamples("up", new TreeMap<>(), new long[1], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("up");
    }

    @Test
    void aHeartbeatIsASampleOfEachOfItsMeasurements() {
        var vitals = new Vitals(
                23.5,
                null,
                45.0,
                0.31,
                List.of(new Vitals.DiskUsage("/", 1000, 400, 600, 40.0)),
                List.of(new Vitals.NetworkUsage("eth0", 10, 20)));
        var series = VitalSeries.of(heartbeat(vitals, new OsInfo(null, null, null, 86_400L)));
        assertThat(series)
                .containsExactly(
                        one("cpu_percent", Map.of(), 23.5),
                        one("disk_percent", Map.of(), 45),
                        one("load_1m", Map.of(), 0.31),
                        one("uptime_seconds", Map.of(), 86_400),
                        one("disk_total_bytes", Map.of("path", "/"), 1000),
                        one("disk_used_bytes", Map.of("path", "/"), 400),
                        one("disk_free_bytes", Map.of("path", "/"), 600),
                        one("disk_used_percent", Map.of("path", "/"), 40),
                        one("network_sent_bytes_total", Map.of("interface", "eth0"), 10),
                        one("network_received_bytes_total", Map.of("interface", "eth0"), 20));
    }

    @Test
    void aClockThatRunsAheadMeasuresWhenItsHeartbeatComes() {
        var vitals = new Vitals(23.5, null, null, null, List.of(), List.of());
        var ahead = new Heartbeat(UUID.randomUUID(), THEN.plusSeconds(240), THEN, null, null, null, vitals);
        var behind = new Heartbeat(UUID.randomUUID(), THEN.minusSeconds(5), THEN, null, null, null, vitals);
        assertThat(VitalSeries.of(ahead).getFirst().times()).containsExactly(THEN.toEpochMilli());
        assertThat(VitalSeries.of(behind).getFirst().times())
                .containsExactly(THEN.minusSeconds(5).toEpochMilli());
    }

    private static Heartbeat heartbeat(Vitals vitals, @Nullable OsInfo os) {
        return new Heartbeat(UUID.randomUUID(), THEN, THEN, null, null, os, vitals);
    }

    private static SeriesSamples one(String name, Map<String, String> labels, double value) {
        return new SeriesSamples(name, new TreeMap<>(labels), new long[] {THEN.toEpochMilli()}, new double[] {value});
    }
}
