package dev.fleetledger.query.telemetry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * 128 bits that stand for a series in this process's memory. Of another form of the same name and labels they may be
 * others, and then mean the same number.
 */
record SeriesMark(long high, long low) {
    /** With a seed of its own, so that nobody can make two series of different servers meet. */
    private static final HashFunction HASH = Hashing.murmur3_128(new SecureRandom().nextInt());

    static SeriesMark of(UUID server, byte[] bytes, int from, int to) {
        var hash = ByteBuffer.wrap(HASH.hashBytes(bytes, from, to - from).asBytes());
        return new SeriesMark(
                hash.getLong() ^ server.getMostSignificantBits(), hash.getLong() ^ server.getLeastSignificantBits());
    }

    static SeriesMark of(SeriesKey key) {
        var text = key.digest().getBytes(UTF_8);
        return of(key.server(), text, 0, text.length);
    }
}
