package dev.fleetledger.query.telemetry.block;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes blocks ({@link BlockFormat}). */
public final class BlockWriter {
    private final int level;
    private final Output body = new Output();
    private final Output times = new Output();
    private final Output timeLengths = new Output();
    private final Output values = new Output();
    private final Output valueLengths = new Output();

    /**
     * Not for several threads at a time.
     *
     * @param level of zstd's compression: from 1, quick, to 19, small
     */
    public BlockWriter(int level) {
        this.level = level;
    }

    /**
     * One block.
     *
     * @param series ascending by their number, each once, all with as many columns
     */
    public byte[] write(List<Points> series) {
        for (var output : List.of(body, times, timeLengths, values, valueLengths)) {
            output.clear();
        }
        var shared = new LinkedHashMap<LongBuffer, Integer>();
        var own = new int[series.size()];
        for (var i = 0; i < own.length; i++) {
            own[i] = i > 0
                            && Arrays.equals(
                                    series.get(i).times(), series.get(i - 1).times())
                    ? own[i - 1]
                    : place(shared, series.get(i).times());
        }
        body.putUnsigned(own.length);
        body.putUnsigned(shared.size());
        var before = 0L;
        for (var one : series) {
            body.putUnsigned(one.series() - before);
            before = one.series();
        }
        for (var place : own) {
            body.putUnsigned(place);
        }
        for (var one : series) {
            for (var column : one.columns()) {
                var start = values.size();
                ValueColumn.write(column, values);
                valueLengths.putUnsigned(values.size() - start);
            }
        }
        for (var part : List.of(timeLengths, valueLengths, times, values)) {
            body.putAll(part);
        }
        return pack(series.isEmpty() ? 0 : series.getFirst().columns().length);
    }

    private int place(Map<LongBuffer, Integer> shared, long[] content) {
        return shared.computeIfAbsent(LongBuffer.wrap(content), key -> {
            var start = times.size();
            TimeColumn.write(content, times);
            timeLengths.putUnsigned(times.size() - start);
            return shared.size();
        });
    }

    private byte[] pack(int columns) {
        var room = new byte[BlockFormat.HEADER + (int) Zstd.compressBound(body.size())];
        var packed = Zstd.compressByteArray(
                room, BlockFormat.HEADER, room.length - BlockFormat.HEADER, body.array(), 0, body.size(), level);
        if (Zstd.isError(packed)) {
            throw new IllegalStateException("zstd: " + Zstd.getErrorName(packed));
        }
        var smaller = packed < body.size();
        if (!smaller) {
            System.arraycopy(body.array(), 0, room, BlockFormat.HEADER, body.size());
        }
        var block = Arrays.copyOf(room, BlockFormat.HEADER + (smaller ? (int) packed : body.size()));
        var header = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        header.put(BlockFormat.MARK)
                .put(BlockFormat.VERSION)
                .put((byte) (smaller ? 1 : 0))
                .put((byte) columns);
        header.putInt(BlockFormat.LENGTH_AT, body.size());
        header.putInt(BlockFormat.CHECKSUM_AT, BlockFormat.checksum(block));
        return block;
    }
}
