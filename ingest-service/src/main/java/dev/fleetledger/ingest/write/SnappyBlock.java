package dev.fleetledger.ingest.write;

import java.io.IOException;
import org.xerial.snappy.Snappy;

/** Snappy's block format (google/snappy, format_description.txt). */
final class SnappyBlock {
    private static final int LONGEST_PREAMBLE = 5;

    private SnappyBlock() {}

    /** How long it says to be once decompressed; throws {@link MalformedException} if it does not say. */
    static long length(byte[] compressed) {
        var length = 0L;
        for (var i = 0; i < Math.min(compressed.length, LONGEST_PREAMBLE); i++) {
            length |= (compressed[i] & 0x7FL) << (7 * i);
            if (compressed[i] >= 0) {
                return length;
            }
        }
        throw new MalformedException("The body is no snappy block");
    }

    /**
     * Decompresses it; throws {@link MalformedException} if it is damaged, or not as long as it said.
     *
     * @param bytes at least so many as that
     */
    static void decompress(byte[] compressed, byte[] bytes, int length) {
        try {
            // It checks by itself that it does not write past the length that the block says.
            if (Snappy.uncompress(compressed, 0, compressed.length, bytes, 0) == length) {
                return;
            }
        } catch (IOException e) {
            // The library says no more than that.
        }
        throw new MalformedException("The snappy block is damaged");
    }
}
