package dev.fleetledger.schemas.avro;

import com.fasterxml.jackson.core.JsonGenerator;
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
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * One kind of record to bytes and back in Avro's single-object encoding: {@code C3 01}, the CRC-64-AVRO fingerprint of
 * the writer's schema in little-endian, the binary datum (Avro 1.12 specification, "Single-object encoding").
 */
public final class AvroCodec<T> {
    private static final short MARKER = (short) 0xC301;
    private static final int HEADER = 10;
    private static final AvroMapper MAPPER = AvroMapper.builder()
            .addModule(new AvroJavaTimeModule())
            // As text: the library's own choice, sixteen raw bytes, is none of Avro's forms of a UUID.
            .addModule(new SimpleModule().addSerializer(UUID.class, ToStringSerializer.instance))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ClassValue<AvroCodec<?>> CODECS = new ClassValue<>() {
        @Override
        protected AvroCodec<?> computeValue(Class<?> type) {
            return new AvroCodec<>(type);
        }
    };

    private final Class<T> type;
    private final Writer current;
    private final Map<Long, ObjectReader> readers;

    private record Writer(long fingerprint, ObjectWriter datum) {}

    private AvroCodec(Class<T> type) {
        this.type = type;
        var versions = AvroSchemas.versions(type);
        this.current = writer(versions.getLast());
        this.readers = versions.stream()
                .collect(Collectors.toUnmodifiableMap(
                        SchemaNormalization::parsingFingerprint64, reader(versions.getLast())));
    }

    /**
     * The codec of a record with a schema {@code /avro/<simple name>.1.avsc}; throws IllegalArgumentException if it has
     * none.
     */
    @SuppressWarnings("unchecked") // computeValue makes it of this very type
    public static <T> AvroCodec<T> of(Class<T> type) {
        return (AvroCodec<T>) CODECS.get(type);
    }

    /** The record in its current schema; throws IllegalArgumentException if it is none of this kind. */
    public byte[] encode(Object value) {
        return encode(value, current);
    }

    /** The record in a schema of an older release, as an old writer would have written it: without what came since. */
    byte[] encode(Object value, Schema schema) {
        var old = writer(schema);
        return encode(value, new Writer(old.fingerprint(), old.datum().with(JsonGenerator.Feature.IGNORE_UNKNOWN)));
    }

    /** The bytes that a record in the current schema begins with, for who writes the rest by other means. */
    public byte[] header() {
        return header(current.fingerprint()).array();
    }

    /**
     * The record from bytes of any released schema. Throws {@link UnknownSchemaException} for a schema of a newer
     * version, IllegalArgumentException for bytes that are no such record.
     */
    public T decode(byte[] bytes) {
        if (!marked(bytes)) {
            throw new IllegalArgumentException("not a record: the Avro single-object marker is missing");
        }
        var fingerprint = fingerprint(bytes);
        var reader = readers.get(fingerprint);
        if (reader == null) {
            throw new UnknownSchemaException(String.format(
                    Locale.ROOT, "schema %016x of a %s is unknown to this version", fingerprint, type.getSimpleName()));
        }
        try {
            return reader.readValue(bytes, HEADER, bytes.length - HEADER);
        } catch (IOException e) {
            throw new IllegalArgumentException("a " + type.getSimpleName() + " whose content is damaged", e);
        }
    }

    /** Whether the bytes say that they are a record of this kind in a released schema. */
    public boolean reads(byte[] bytes) {
        return marked(bytes) && readers.containsKey(fingerprint(bytes));
    }

    /** For Kafka clients and Streams; a null stays one. */
    public Serde<T> serde() {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encode(value),
                (topic, bytes) -> bytes == null ? null : decode(bytes));
    }

    private static boolean marked(byte[] bytes) {
        return bytes.length >= HEADER && ByteBuffer.wrap(bytes).getShort() == MARKER;
    }

    private static long fingerprint(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }

    private static ByteBuffer header(long fingerprint) {
        return ByteBuffer.allocate(HEADER)
                .putShort(MARKER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(fingerprint);
    }

    private byte[] encode(Object value, Writer writer) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(value.getClass() + " is no " + type);
        }
        try {
            var datum = writer.datum().writeValueAsBytes(value);
            return ByteBuffer.allocate(HEADER + datum.length)
                    .put(header(writer.fingerprint()).flip())
                    .put(datum)
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Writer writer(Schema schema) {
        return new Writer(
                SchemaNormalization.parsingFingerprint64(schema),
                MAPPER.writer(new AvroSchema(schema)).forType(type));
    }

    private Function<Schema, ObjectReader> reader(Schema latest) {
        return written -> {
            try {
                var resolved = new AvroSchema(written).withReaderSchema(new AvroSchema(latest));
                return MAPPER.readerFor(type).with(resolved);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
