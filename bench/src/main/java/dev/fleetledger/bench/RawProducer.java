package dev.fleetledger.bench;

import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What Kafka's own ProducerPerformance does: records of the intake's kind sent as fast as the broker takes them. */
final class RawProducer {
    private static final String TOPIC = "bench.samples";
    private static final int IN_FLIGHT = 2000;

    private RawProducer() {}

    /** Sends records of {@link RemoteWriteRequests#SERIES} samples; samples a second. */
    static double run(Map<String, String> kafka, long samples) throws Exception {
        try (var admin = Admin.create(Map.copyOf(kafka))) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 4, (short) 1)))
                        .all()
                        .get();
            }
        }
        var settings = new HashMap<String, Object>(kafka);
        settings.putAll(Map.of("acks", "all", "compression.type", "lz4", "linger.ms", 5));
        var records = records();
        var room = new Semaphore(IN_FLIGHT);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<?> last = CompletableFuture.completedFuture(null);
            var begin = System.nanoTime();
            for (var sent = 0L; sent * RemoteWriteRequests.SERIES < samples; sent++) {
                room.acquire();
                var value = records.get((int) (sent % records.size()));
                last = producer.send(
                        new ProducerRecord<>(TOPIC, (int) (sent % 4), null, value), (done, e) -> room.release());
            }
            room.acquire(IN_FLIGHT);
            last.get();
            return samples / ((System.nanoTime() - begin) / 1e9);
        }
    }

    private static List<byte[]> records() {
        var random = new Random(7);
        var records = new ArrayList<byte[]>();
        for (var server = 0; server < 64; server++) {
            var series = new ArrayList<SeriesSamples>();
            for (var i = 0; i < RemoteWriteRequests.SERIES; i++) {
                var labels = new TreeMap<>(Map.of(
                        "device", "disk" + i % 8,
                        "fstype", "ext4",
                        "instance", "bench-" + server + ":9100",
                        "job", "node",
                        "mountpoint", "/srv/data/volume" + i % 8));
                series.add(new SeriesSamples(
                        "node_bench_family_" + i / 8 + "_total",
                        labels,
                        new long[] {System.currentTimeMillis()},
                        new double[] {random.nextInt(1_000_000)}));
            }
            records.add(AvroCodec.of(SampleBatch.class).encode(SampleBatch.of(series)));
        }
        return records;
    }
}
