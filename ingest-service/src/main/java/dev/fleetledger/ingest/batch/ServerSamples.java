package dev.fleetledger.ingest.batch;

import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * One server's part of a request, encoded as it comes: the bytes of a {@link SampleBatch}, whose array of series is
 * written in blocks of one, since their number is known at the end only.
 */
final class ServerSamples {
    private static final byte[] HEADER = AvroCodec.of(SampleBatch.class).header();
    /** A record that is longer is not begun; below what Kafka takes by default, 1 MiB, with room for one series. */
    private static final int LONG_ENOUGH = 384 << 10;

    private static final int FIRST = 4 << 10;

    private final String name;
    private final String field;
    private final IntConsumer memory;
    private final List<byte[]> whole = new ArrayList<>();
    private AvroWriter writer;
    private int samples;
    private int[] items = new int[16];
    private int itemCount;

    ServerSamples(String name, String field, IntConsumer memory) {
        this.name = name;
        this.field = field;
        this.memory = memory;
        this.writer = begin();
    }

    String name() {
        return name;
    }

    String field() {
        return field;
    }

    int samples() {
        return samples;
    }

    void add(Series series, Samples added) {
        if (writer.size() > LONG_ENOUGH) {
            whole.add(end());
            writer = begin();
        }
        writer.number(1);
        writer.raw(series.encoded());
        added.write(writer);
        samples += added.size();
        for (var i = 0; i < added.size(); i++) {
            item(added.item(i));
        }
    }

    /** The items that its samples came in, each once. */
    void items(IntConsumer each) {
        for (var i = 0; i < itemCount; i++) {
            each.accept(items[i]);
        }
    }

    /** The records; nothing can be added after. */
    List<byte[]> records() {
        whole.add(end());
        return whole;
    }

    private void item(int item) {
        if (itemCount > 0 && items[itemCount - 1] == item) {
            return;
        }
        if (itemCount == items.length) {
            items = Arrays.copyOf(items, 2 * itemCount);
        }
        items[itemCount++] = item;
    }

    private AvroWriter begin() {
        var begun = new AvroWriter(FIRST, memory);
        begun.raw(HEADER);
        return begun;
    }

    private byte[] end() {
        writer.number(0);
        return writer.bytes();
    }
}
