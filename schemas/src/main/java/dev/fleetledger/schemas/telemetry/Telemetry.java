package dev.fleetledger.schemas.telemetry;

import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import java.time.Instant;

/** What comes by {@code fleet.telemetry}. */
public sealed interface Telemetry permits Heartbeat, SampleBatch {

    /** When something was measured: a clock that runs ahead must not outdo what comes after it was set right. */
    static Instant measuredAt(Instant byItsClock, Instant receivedAt) {
        return byItsClock.isBefore(receivedAt) ? byItsClock : receivedAt;
    }

    /**
     * Reads a record's value.
     *
     * @throws UnknownSchemaException if a newer version wrote it
     * @throws IllegalArgumentException if it is damaged or nothing of the kind
     */
    static Telemetry decode(byte[] value) {
        var batches = AvroCodec.of(SampleBatch.class);
        return batches.reads(value)
                ? batches.decode(value)
                : AvroCodec.of(Heartbeat.class).decode(value);
    }
}
