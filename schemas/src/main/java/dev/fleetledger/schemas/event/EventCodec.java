package dev.fleetledger.schemas.event;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.avro.AvroMapper;
import com.fasterxml.jackson.dataformat.avro.AvroSchema;
import com.fasterxml.jackson.dataformat.avro.jsr310.AvroJavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Events to bytes and back in Avro's single-object encoding: {@code C3 01}, the CRC-64-AVRO fingerprint of the
 * writer's schema in little-endian, the binary datum (Avro 1.12 specification, "Single-object encoding").
 */
public final class EventCodec {
    private static final short MARKER = (short) 0xC301;
    private static final int HEADER = 10;
    private static final AvroMapper MAPPER = AvroMapper.builder()
            .addModule(new AvroJavaTimeModule())
            // As text: the library's own choice, sixteen raw bytes, is none of Avro's forms of a UUID.
            .addModule(new SimpleModule().addSerializer(UUID.class, ToStringSerializer.instance))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<Class<? extends FleetEvent>, Writer> WRITERS = new ConcurrentHashMap<>();
    private static final Map<Reading, ObjectReader> READERS = new ConcurrentHashMap<>();

    private record Writer(long fingerprint, ObjectWriter datum) {}

    private record Reading(long fingerprint, Class<? extends FleetEvent> event) {}

    private EventCodec() {}

    /** The event in its current schema. */
    public static byte[] encode(FleetEvent event) {
        var writer = WRITERS.computeIfAbsent(event.getClass(), type -> {
            var schema = EventSchemas.current(type);
            return new Writer(
                    SchemaNormalization.parsingFingerprint64(schema),
                    MAPPER.writer(new AvroSchema(schema)).forType(type));
        });
        return encode(event, writer);
    }

    /** The event in a schema of an older release, as an old writer would have written it. */
    static byte[] encode(FleetEvent event, Schema schema) {
        return encode(
                event,
                new Writer(
                        SchemaNormalization.parsingFingerprint64(schema),
                        MAPPER.writer(new AvroSchema(schema)).forType(event.getClass())));
    }

    private static byte[] encode(FleetEvent event, Writer writer) {
        try {
            var datum = writer.datum().writeValueAsBytes(event);
            return ByteBuffer.allocate(HEADER + datum.length)
                    .putShort(MARKER)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(writer.fingerprint())
                    .put(datum)
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The event of that wire name from bytes of any released schema. Throws {@link UnknownEventException} for a type or
     * schema of a newer version, IllegalArgumentException for bytes that are no event.
     */
    public static FleetEvent decode(String type, byte[] bytes) {
        if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getShort() != MARKER) {
            throw new IllegalArgumentException("not an event: the Avro single-object marker is missing");
        }
        var fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        var reader = READERS.computeIfAbsent(new Reading(fingerprint, EventCatalog.classOf(type)), reading -> {
            var written = new AvroSchema(EventSchemas.find(reading.fingerprint()));
            var current = new AvroSchema(EventSchemas.current(reading.event()));
            return MAPPER.readerFor(reading.event()).with(resolve(written, current));
        });
        try {
            return reader.readValue(bytes, HEADER, bytes.length - HEADER);
        } catch (IOException e) {
            throw new IllegalArgumentException("not an event of type " + type + ": its content is damaged", e);
        }
    }

    private static AvroSchema resolve(AvroSchema written, AvroSchema current) {
        try {
            return written.withReaderSchema(current);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
