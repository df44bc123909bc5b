package dev.fleetledger.query.projection;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The record of a partition that was applied last, by which its log is known again.
 *
 * @param offset of it
 * @param record SHA-256 of all that it holds, in hex
 */
record Applied(long offset, String record) {

    static Applied of(ConsumerRecord<byte[], byte[]> record) {
        var digest = sha256();
        digest.update(
                ByteBuffer.allocate(Long.BYTES).putLong(record.timestamp()).array());
        update(digest, record.key());
        update(digest, record.value());
        // Of a ledger's record they hold the chain's hash, and so all of its past.
        record.headers().forEach(header -> update(digest, header.value()));
        return new Applied(record.offset(), HexFormat.of().formatHex(digest.digest()));
    }

    private static void update(MessageDigest digest, byte @Nullable [] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(part == null ? -1 : part.length)
                .array());
        if (part != null) {
            digest.update(part);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
