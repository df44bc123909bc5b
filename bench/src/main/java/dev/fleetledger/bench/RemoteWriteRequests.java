package dev.fleetledger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.xerial.snappy.Snappy;

/**
 * What one Prometheus that scrapes some servers would write: each server's series, one server after the other, a second
 * later again. Counters, gauges and constants in equal parts, with the labels of node_exporter.
 */
final class RemoteWriteRequests {
    static final int SERIES = 100;
    /** Of a sample's message with its own tag and length; a time has six bytes until the year 2109. */
    private static final int SAMPLE = 18;

    private final List<byte[]> labels = new ArrayList<>();
    private final double[] values;
    private final Random random = new Random(7);
    private long time;
    private int next;

    /**
     * @param first the number of its first server
     * @param time of the first samples, in milliseconds since the epoch
     */
    RemoteWriteRequests(int first, int servers, long time) {
        this.time = time;
        for (var server = first; server < first + servers; server++) {
            for (var series = 0; series < SERIES; series++) {
                labels.add(labels(server, series));
            }
        }
        values = new double[labels.size()];
    }

    /** The next request of so many samples, compressed. */
    byte[] next(int samples) throws IOException {
        var size = 0;
        for (var i = 0; i < samples; i++) {
            size += 4 + labels.get((next + i) % labels.size()).length + SAMPLE;
        }
        var message = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < samples; i++) {
            series(message);
        }
        return Snappy.compress(message.array());
    }

    private void series(ByteBuffer message) {
        var its = labels.get(next);
        var length = its.length + SAMPLE;
        // A length in three bytes whatever it is, so that the whole is known beforehand.
        message.put((byte) 0x0A)
                .put((byte) ((length & 0x7F) | 0x80))
                .put((byte) (((length >> 7) & 0x7F) | 0x80))
                .put((byte) (length >> 14));
        message.put(its).put((byte) 0x12).put((byte) 16).put((byte) 0x09).putDouble(value());
        message.put((byte) 0x10);
        for (var shift = 0; shift < 35; shift += 7) {
            message.put((byte) (((time >> shift) & 0x7F) | 0x80));
        }
        message.put((byte) (time >> 35));
        next++;
        if (next == labels.size()) {
            next = 0;
            time += 1000;
        }
    }

    private double value() {
        values[next] += switch (next % 3) {
            case 0 -> random.nextInt(1000);
            case 1 -> Math.round(random.nextGaussian() * 100) / 100.0;
            default -> 0;
        };
        return values[next];
    }

    private static byte[] labels(int server, int series) {
        var labels = new ByteArrayOutputStream();
        label(labels, "__name__", "node_bench_family_" + series / 8 + "_total");
        label(labels, "device", "disk" + series % 8);
        label(labels, "fstype", "ext4");
        label(labels, "instance", "bench-" + server + ":9100");
        label(labels, "job", "node");
        label(labels, "mountpoint", "/srv/data/volume" + series % 8);
        return labels.toByteArray();
    }

    private static void label(ByteArrayOutputStream labels, String name, String value) {
        var label = new ByteArrayOutputStream();
        field(label, 1, name.getBytes(UTF_8));
        field(label, 2, value.getBytes(UTF_8));
        field(labels, 1, label.toByteArray());
    }

    /** A field of fewer than 128 bytes. */
    private static void field(ByteArrayOutputStream out, int number, byte[] content) {
        out.write((number << 3) | 2);
        out.write(content.length);
        out.writeBytes(content);
    }
}
