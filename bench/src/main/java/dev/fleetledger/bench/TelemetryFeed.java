package dev.fleetledger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import dev.fleetledger.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Telemetry as ingest-service would write it: one record for each server and request. */
final class TelemetryFeed implements AutoCloseable {
    private static final int METRICS = 50;

    private final KafkaProducer<byte[], byte[]> producer;
    private long sent;

    TelemetryFeed(Map<String, String> kafka) {
        var settings = new HashMap<String, Object>(kafka);
        settings.putAll(
                Map.of("acks", "all", "compression.type", "lz4", "buffer.memory", 64L << 20, "max.block.ms", 600_000));
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** How many records it has sent. */
    long sent() {
        return sent;
    }

    void send(UUID server, byte[] batch) {
        var unused = producer.send(new ProducerRecord<>(
                Topics.TELEMETRY.topicName(), server.toString().getBytes(UTF_8), batch));
        sent++;
    }

    void flush() {
        producer.flush();
    }

    /** As a scrape of an exporter: so many series, one sample of each. */
    static byte[] scrape(int series, long time, Random random) {
        return encode(IntStream.range(0, series)
                .mapToObj(i -> new SeriesSamples(
                        String.format(Locale.ROOT, "node_metric_%02d_seconds_total", i % METRICS),
                        new TreeMap<>(Map.of(
                                "job",
                                "node",
                                "device",
                                "device-" + i / METRICS,
                                "mode",
                                i % 2 == 0 ? "user" : "system")),
                        new long[] {time},
                        new double[] {Math.round(random.nextDouble() * 1e6) / 100.0}))
                .toList());
    }

    /** What a server measures in one stretch of time: a percentage, a number of bytes in pages, a counter. */
    static byte[] stretch(Random random, int metrics, long from, int count, long step) {
        var times = IntStream.range(0, count).mapToLong(i -> from + i * step).toArray();
        var names = List.of("cpu_percent", "memory_used_bytes", "network_sent_bytes_total");
        var series = new ArrayList<SeriesSamples>();
        for (var metric = 0; metric < metrics; metric++) {
            var kind = metric % names.size();
            var name = metric < names.size() ? names.get(kind) : names.get(kind) + "_" + metric;
            series.add(new SeriesSamples(name, new TreeMap<>(), times, values(kind, random, from, count)));
        }
        return encode(series);
    }

    private static double[] values(int kind, Random random, long from, int count) {
        var values = new double[count];
        var percent = 20 + random.nextInt(60);
        var level = 0.0;
        var pages = 1_000_000 + random.nextInt(1_000_000);
        var counter = from / 10;
        for (var i = 0; i < count; i++) {
            level = 0.9 * level + 2 * random.nextGaussian();
            pages += (int) (50 * random.nextGaussian());
            counter += random.nextInt(20_000);
            values[i] = switch (kind) {
                case 0 -> Math.round(Math.clamp(percent + level, 0, 100) * 10) / 10.0;
                case 1 -> pages * 4096.0;
                default -> counter;
            };
        }
        return values;
    }

    private static byte[] encode(List<SeriesSamples> series) {
        return AvroCodec.of(SampleBatch.class).encode(SampleBatch.of(series));
    }

    @Override
    public void close() {
        producer.close();
    }
}
