package dev.fleetledger.ingest.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Utf8;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

/**
 * Text as it was sent, in which what is not UTF-8 can be told from what is: each byte that belongs to no character becomes
 * half a surrogate pair, which nothing that is kept may have. So what is wrong with one item stays with that item, and is
 * never altered into a text that looks right. It is decoded as it is read, so takes no memory beside the bytes.
 */
final class SentText extends Reader {
    /** Of Unicode's characters that are none by themselves, as many as there are bytes. */
    private static final char ESCAPE = Character.MIN_LOW_SURROGATE;

    private final ByteBuffer in;
    private final CharsetDecoder decoder = UTF_8.newDecoder();

    SentText(byte[] bytes, int from, int to) {
        this.in = ByteBuffer.wrap(bytes, from, to - from);
    }

    static boolean isUtf8(byte[] bytes) {
        return Utf8.isWellFormed(bytes);
    }

    /** There is to be room for a pair. */
    @Override
    public int read(char[] text, int from, int room) {
        if (!in.hasRemaining()) {
            return -1;
        }
        var out = CharBuffer.wrap(text, from, room);
        while (decoder.decode(in, out, true).isError() && out.hasRemaining()) {
            // One byte at a time: what is left of a broken sequence is none either.
            out.put((char) (ESCAPE + (in.get() & 0xFF)));
        }
        return out.position() - from;
    }

    @Override
    public void close() {
        // The bytes are somebody else's.
    }
}
