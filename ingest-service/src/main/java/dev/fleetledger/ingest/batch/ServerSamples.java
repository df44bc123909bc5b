package dev.fleetledger.ingest.batch;

import dev.fleetledger.ingest.heartbeat.ServerName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One server's part of a request: one record, or more if it is very long. */
final class ServerSamples {
    /** A record that is longer is not added to; below what Kafka takes by default, 1 MiB, with room for one series. */
    private static final int LONG_ENOUGH = 384 << 10;

    private final ServerName name;
    private final String field;
    private final IntConsumer memory;
    private final List<byte[]> whole = new ArrayList<>();
    private @Nullable BatchWriter batch;
    private int samples;
    private int[] items = new int[16];
    private int itemCount;

    ServerSamples(ServerName name, String field, IntConsumer memory) {
        this.name = name;
        this.field = field;
        this.memory = memory;
    }

    ServerName name() {
        return name;
    }

    String field() {
        return field;
    }

    int samples() {
        return samples;
    }

    /** Adds samples, of which there is at least one. */
    void add(Series series, Samples added) {
        if (batch != null && batch.size() > LONG_ENOUGH) {
            whole.add(batch.bytes());
            batch = null;
        }
        if (batch == null) {
            batch = new BatchWriter(added.time(0), memory);
        }
        batch.add(series, added);
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
        if (batch != null) {
            whole.add(batch.bytes());
            batch = null;
        }
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
}
