package dev.fleetledger.embedded.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.xerial.snappy.Snappy;

/** Writes remote write requests, right and wrong ones. */
public final class RemoteWrite {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /**
     * Adds a series.
     *
     * @param labels names and values by turns, in the order they are to be sent
     * @param samples times and values by turns
     */
    public RemoteWrite series(List<String> labels, Number... samples) {
        var series = new ByteArrayOutputStream();
        for (var i = 0; i < labels.size(); i += 2) {
            var label = new ByteArrayOutputStream();
            field(label, 1, labels.get(i).getBytes(UTF_8));
            field(label, 2, labels.get(i + 1).getBytes(UTF_8));
            field(series, 1, label.toByteArray());
        }
        for (var i = 0; i < samples.length; i += 2) {
            field(series, 2, sample(samples[i].longValue(), samples[i + 1].doubleValue()));
        }
        return message(1, series.toByteArray());
    }

    /** Adds a field of any content. */
    public RemoteWrite message(int number, byte[] content) {
        field(out, number, content);
        return this;
    }

    /** The request, not compressed. */
    public byte[] bytes() {
        return out.toByteArray();
    }

    /** The request as it is sent. */
    public byte[] compressed() {
        return compressed(bytes());
    }

    /** Any bytes as they are sent. */
    public static byte[] compressed(byte[] bytes) {
        try {
            return Snappy.compress(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sample(long time, double value) {
        var sample = new ByteArrayOutputStream();
        sample.write(1 << 3 | 1);
        sample.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Double.doubleToRawLongBits(value))
                .array());
        sample.write(2 << 3);
        varint(sample, time);
        return sample.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] content) {
        varint(out, number << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
