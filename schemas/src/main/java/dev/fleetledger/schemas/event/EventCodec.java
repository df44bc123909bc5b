package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.avro.AvroCodec;

/** Events to bytes and back; their type travels beside them. */
public final class EventCodec {

    private EventCodec() {}

    /** The event in its current schema. */
    public static byte[] encode(FleetEvent event) {
        return AvroCodec.of(event.getClass()).encode(event);
    }

    /**
     * The event of that wire name from bytes of any released schema. Throws
     * {@link dev.fleetledger.schemas.avro.UnknownSchemaException} for a type or schema of a newer version,
     * IllegalArgumentException for bytes that are no event.
     */
    public static FleetEvent decode(String type, byte[] bytes) {
        return AvroCodec.of(EventCatalog.classOf(type)).decode(bytes);
    }
}
