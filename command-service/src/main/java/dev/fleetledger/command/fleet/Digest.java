package dev.fleetledger.command.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 128 bits that stand for a text: of a SHA-256, so that two texts never share them. A fourth of the text's memory. */
record Digest(long high, long low) implements Comparable<Digest> {
    static Digest of(String text) {
        try {
            var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
            return new Digest(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int compareTo(Digest other) {
        return high == other.high ? Long.compare(low, other.low) : Long.compare(high, other.high);
    }
}
