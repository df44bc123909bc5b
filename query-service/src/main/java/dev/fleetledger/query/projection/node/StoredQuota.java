package dev.fleetledger.query.projection.node;

import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.Usage;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * How a node or site stands to its quota, as the topology keeps it.
 *
 * @param change the latest, also if it made no difference to the level
 * @param sequence the ledger's, at its latest event about the subject
 */
record StoredQuota(QuotaChange change, long sequence) {
    private static final AvroCodec<QuotaChange> OLD = AvroCodec.of(QuotaChange.class);

    Usage usage() {
        return new Usage(change.usedBytes(), change.quotaGb());
    }

    /** Reads also what versions kept whose changes came from the ledger alone, and were numbered by its sequence. */
    static Serde<StoredQuota> serde() {
        var codec = AvroCodec.of(StoredQuota.class);
        return Serdes.serdeFrom((topic, value) -> value == null ? null : codec.encode(value), (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            return OLD.reads(bytes) ? old(OLD.decode(bytes)) : codec.decode(bytes);
        });
    }

    private static StoredQuota old(QuotaChange change) {
        return new StoredQuota(change, change.number());
    }
}
