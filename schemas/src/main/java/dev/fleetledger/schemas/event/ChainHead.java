package dev.fleetledger.schemas.event;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * The end of a fleet's chain of events as far as it was read.
 *
 * @param sequence of the last event, 0 before the first
 * @param hash of the last event, {@link LedgerRecords#GENESIS} before the first
 */
public record ChainHead(long sequence, String hash) {
    /** Before the first event. */
    public static final ChainHead START = new ChainHead(0, LedgerRecords.GENESIS);

    /** The head after one more record; throws {@link BrokenChainException} if the record does not continue this one. */
    public ChainHead next(ConsumerRecord<byte[], byte[]> record) {
        var found = text(record.headers(), "sequence");
        if (!found.equals(Long.toString(sequence + 1))) {
            throw new BrokenChainException("sequence " + found + " stands where " + (sequence + 1) + " should");
        }
        if (record.value() == null) {
            throw new BrokenChainException("sequence " + found + " has no content");
        }
        var expected = LedgerRecords.expectedHash(hash, record);
        if (!expected.equals(text(record.headers(), "hash"))) {
            throw new BrokenChainException(
                    "the hash of sequence " + found + " is not that of its content and its predecessor");
        }
        return new ChainHead(sequence + 1, expected);
    }

    private static String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new BrokenChainException("a record has no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
