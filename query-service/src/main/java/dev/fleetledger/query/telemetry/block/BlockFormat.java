package dev.fleetledger.query.telemetry.block;

import java.util.zip.CRC32C;

/**
 * A block: a header, and columns that are compressed together.
 *
 * <pre>
 * byte  0      'T'
 * byte  1      version, 1
 * byte  2      1 if compressed by zstd, else 0
 * byte  3      columns of values a series has
 * bytes 4-7    CRC-32C of all other bytes, the lowest first
 * bytes 8-11   length of what follows before its compression, the lowest first
 * then         number of series, number of columns of times
 *              the series' numbers, ascending, each as its distance to the one before
 *              for each series, which column of times is its own
 *              the lengths of the columns of times, then of values, in bytes
 *              the columns of times; the columns of values, series by series
 * </pre>
 *
 * Series that were measured together share their times. The lengths let a reader jump to one series.
 */
final class BlockFormat {
    static final byte MARK = 'T';
    static final byte VERSION = 1;
    static final int HEADER = 12;
    static final int CHECKSUM_AT = 4;
    static final int LENGTH_AT = 8;
    /** No writer makes larger ones; what says it is larger is damaged. */
    static final int LARGEST = 1 << 28;

    private BlockFormat() {}

    static int checksum(byte[] block) {
        var sum = new CRC32C();
        sum.update(block, 0, CHECKSUM_AT);
        sum.update(block, LENGTH_AT, block.length - LENGTH_AT);
        return (int) sum.getValue();
    }
}
