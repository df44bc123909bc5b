package dev.fleetledger.schemas.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Events as records of the ledger's topic: metadata in headers, content in the value, both under the chain's hash. */
public final class LedgerRecords {
    /** The hash before a fleet's first event. */
    public static final String GENESIS = "0".repeat(64);

    private static final String HASH = "hash";

    private LedgerRecords() {}

    /** A record ready to send, and the hash that the fleet's next one chains to. */
    public record Sealed(ProducerRecord<byte[], byte[]> record, String hash) {}

    /** Seals an event into the chain after {@code previousHash}. */
    public static Sealed seal(int partition, EventMetadata metadata, FleetEvent event, String previousHash) {
        var value = EventCodec.encode(event);
        var headers = headers(metadata);
        var hash = hash(previousHash, headers, value);
        headers.add(HASH, hash.getBytes(UTF_8));
        var record = new ProducerRecord<>(
                Topics.EVENTS.topicName(),
                partition,
                metadata.time().toEpochMilli(),
                metadata.fleet().value().getBytes(UTF_8),
                value,
                headers);
        return new Sealed(record, hash);
    }

    /** Reads a record of the ledger. Throws {@link UnknownEventException} for what a newer version wrote. */
    public static RecordedEvent read(ConsumerRecord<byte[], byte[]> record) {
        return read(new Position(record.partition(), record.offset()), record.headers(), record.value());
    }

    /** Reads what is at a position of the ledger. Throws {@link UnknownEventException} for what a newer version wrote. */
    public static RecordedEvent read(Position position, Headers headers, byte[] value) {
        var metadata = metadata(headers);
        return new RecordedEvent(
                position, metadata, EventCodec.decode(metadata.type(), value), required(headers, HASH));
    }

    /** The hash that a record should carry if {@code previousHash} is the one before it. */
    public static String expectedHash(String previousHash, ConsumerRecord<byte[], byte[]> record) {
        return hash(previousHash, record.headers(), record.value());
    }

    private static Headers headers(EventMetadata metadata) {
        var headers = new RecordHeaders();
        put(headers, "id", metadata.id());
        put(headers, "type", metadata.type());
        put(headers, "source", metadata.source());
        put(headers, "time", metadata.time());
        put(headers, "subject", metadata.subject());
        put(headers, "fleet", metadata.fleet());
        put(headers, "sequence", metadata.sequence());
        put(headers, "version", metadata.version());
        put(headers, "actor", metadata.actor());
        put(headers, "address", metadata.address());
        put(headers, "reason", metadata.reason());
        put(headers, "command", metadata.command());
        put(headers, "correlation", metadata.correlation());
        put(headers, "causation", metadata.causation());
        put(headers, "traceparent", metadata.traceparent());
        if (metadata.idempotency() != null) {
            put(headers, "idempotencyscope", metadata.idempotency().scope());
            put(headers, "idempotencyrequest", metadata.idempotency().request());
            put(headers, "idempotencybrief", metadata.idempotency().brief() ? "true" : null);
        }
        return headers;
    }

    private static EventMetadata metadata(Headers headers) {
        var scope = optional(headers, "idempotencyscope");
        return new EventMetadata(
                UUID.fromString(required(headers, "id")),
                required(headers, "type"),
                required(headers, "source"),
                Instant.parse(required(headers, "time")),
                AggregateRef.parse(required(headers, "subject")),
                new FleetId(required(headers, "fleet")),
                Long.parseLong(required(headers, "sequence")),
                Long.parseLong(required(headers, "version")),
                required(headers, "actor"),
                optional(headers, "address"),
                optional(headers, "reason"),
                UUID.fromString(required(headers, "command")),
                UUID.fromString(required(headers, "correlation")),
                uuid(optional(headers, "causation")),
                optional(headers, "traceparent"),
                scope == null
                        ? null
                        : new EventMetadata.Idempotency(
                                scope,
                                required(headers, "idempotencyrequest"),
                                Boolean.parseBoolean(optional(headers, "idempotencybrief"))));
    }

    /** Canonical: headers but the hash itself in order of name, every part preceded by its length in four bytes. */
    private static String hash(String previousHash, Headers headers, byte[] value) {
        var canonical = new TreeMap<String, byte[]>();
        headers.forEach(header -> canonical.put(header.key(), header.value()));
        canonical.remove(HASH);
        var digest = sha256();
        digest.update(HexFormat.of().parseHex(previousHash));
        canonical.forEach((name, content) -> {
            update(digest, name.getBytes(UTF_8));
            update(digest, content);
        });
        update(digest, value);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(Headers headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.add(name, value.toString().getBytes(UTF_8));
        }
    }

    private static @Nullable String optional(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static String required(Headers headers, String name) {
        var value = optional(headers, name);
        if (value == null) {
            throw new IllegalArgumentException("a ledger record has no header " + name);
        }
        return value;
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
