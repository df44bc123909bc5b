package dev.fleetledger.query.telemetry.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/** A block as read ({@link BlockFormat}). */
public final class Block {
    private final Input in;
    private final int columns;
    private final int most;
    private final long[] series;
    private final int[] timesOf;
    /** Where each column begins, and where the last one ends. */
    private final int[] timesAt;

    private final int[] valuesAt;

    private Block(byte[] body, int columns) {
        this.in = new Input(body);
        this.columns = columns;
        // Whatever is counted takes a byte at least.
        this.most = body.length;
        series = new long[in.getCount(most)];
        timesAt = new int[in.getCount(most) + 1];
        timesOf = new int[series.length];
        valuesAt = new int[series.length * columns + 1];
        var number = 0L;
        for (var i = 0; i < series.length; i++) {
            number += in.getUnsigned();
            series[i] = number;
        }
        for (var i = 0; i < series.length; i++) {
            timesOf[i] = in.getCount(timesAt.length - 2);
        }
        readLengths(timesAt);
        readLengths(valuesAt);
        shift(timesAt, in.position());
        shift(valuesAt, timesAt[timesAt.length - 1]);
    }

    /**
     * Reads a block.
     *
     * @throws CorruptBlockException if it is not what a writer wrote
     */
    public static Block open(byte[] bytes) throws CorruptBlockException {
        var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < BlockFormat.HEADER || bytes[0] != BlockFormat.MARK) {
            throw new CorruptBlockException("no block of samples");
        }
        if (header.getInt(BlockFormat.CHECKSUM_AT) != BlockFormat.checksum(bytes)) {
            throw new CorruptBlockException("the checksum is wrong");
        }
        if (bytes[1] != BlockFormat.VERSION) {
            throw new CorruptBlockException("version " + bytes[1] + " is unknown here");
        }
        var length = header.getInt(BlockFormat.LENGTH_AT);
        if (length < 0 || length > BlockFormat.LARGEST) {
            throw new CorruptBlockException("a length of " + length);
        }
        try {
            var body = bytes[2] == 1
                    ? Zstd.decompress(Arrays.copyOfRange(bytes, BlockFormat.HEADER, bytes.length), length)
                    : Arrays.copyOfRange(bytes, BlockFormat.HEADER, bytes.length);
            return new Block(body, bytes[3]);
        } catch (ZstdException | IndexOutOfBoundsException e) {
            throw new CorruptBlockException("its content is malformed", e);
        }
    }

    /** All of it, ascending by series. */
    public List<Points> all() throws CorruptBlockException {
        return find(number -> true);
    }

    /** What is known of these series, ascending by series. */
    public List<Points> find(LongPredicate wanted) throws CorruptBlockException {
        var found = new ArrayList<Points>();
        var times = new long[timesAt.length - 1][];
        try {
            for (var i = 0; i < series.length; i++) {
                if (wanted.test(series[i])) {
                    found.add(points(i, times));
                }
            }
        } catch (IndexOutOfBoundsException e) {
            throw new CorruptBlockException("a column is malformed", e);
        }
        return found;
    }

    private Points points(int index, long[][] known) {
        var own = timesOf[index];
        if (known[own] == null) {
            in.seek(timesAt[own]);
            known[own] = TimeColumn.read(in, most);
        }
        var values = new double[columns][];
        for (var i = 0; i < columns; i++) {
            in.seek(valuesAt[index * columns + i]);
            values[i] = ValueColumn.read(in, known[own].length);
        }
        return new Points(series[index], known[own], values);
    }

    private void readLengths(int[] ends) {
        for (var i = 1; i < ends.length; i++) {
            ends[i] = ends[i - 1] + in.getCount(most);
        }
    }

    private static void shift(int[] places, int by) {
        for (var i = 0; i < places.length; i++) {
            places[i] += by;
        }
    }
}
