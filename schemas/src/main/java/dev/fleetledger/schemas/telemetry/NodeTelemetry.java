package dev.fleetledger.schemas.telemetry;

import dev.fleetledger.schemas.avro.AvroCodec;
import java.time.Instant;
import java.util.UUID;

/** What comes by {@code fleet.node-stats}. */
public sealed interface NodeTelemetry permits NodeStats, SiteUse {

    /** The uuid of the node that measured. */
    UUID nodeId();

    /** When it measured, by its own clock; milliseconds. */
    Instant timestamp();

    /** When the platform took it in; milliseconds. */
    Instant receivedAt();

    /** When it was measured, as far as that may be believed. */
    default Instant measuredAt() {
        return Telemetry.measuredAt(timestamp(), receivedAt());
    }

    /**
     * Reads a record's value.
     *
     * @throws dev.fleetledger.schemas.avro.UnknownSchemaException if a newer version wrote it
     * @throws IllegalArgumentException if it is damaged or nothing of the kind
     */
    static NodeTelemetry decode(byte[] value) {
        var sites = AvroCodec.of(SiteUse.class);
        return sites.reads(value)
                ? sites.decode(value)
                : AvroCodec.of(NodeStats.class).decode(value);
    }
}
