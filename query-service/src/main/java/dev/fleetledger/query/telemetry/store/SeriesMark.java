package dev.fleetledger.query.telemetry.store;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/** 128 bits that stand for a series, or for a part of what tells it apart, in this process's memory. */
record SeriesMark(long high, long low) {
    /** With a seed of its own, so that nobody can make two series of different servers meet. */
    private static final HashFunction HASH = Hashing.murmur3_128(new SecureRandom().nextInt());

    private static final long MIX_HIGH = 0x9E3779B97F4A7C15L;
    private static final long MIX_LOW = 0xC2B2AE3D27D4EB4FL;

    static SeriesMark of(UUID server) {
        return new SeriesMark(server.getMostSignificantBits(), server.getLeastSignificantBits());
    }

    static SeriesMark of(byte[] bytes, int from, int to) {
        var hash = ByteBuffer.wrap(HASH.hashBytes(bytes, from, to - from).asBytes());
        return new SeriesMark(hash.getLong(), hash.getLong());
    }

    /** This, and then that. */
    SeriesMark and(SeriesMark next) {
        return new SeriesMark(high * MIX_HIGH + next.high, low * MIX_LOW + next.low);
    }
}
