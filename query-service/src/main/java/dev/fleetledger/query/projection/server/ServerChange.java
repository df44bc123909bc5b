package dev.fleetledger.query.projection.server;

import dev.fleetledger.query.projection.ProjectorSpec.Item;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a record of {@code fleet.servers} says. */
public sealed interface ServerChange {

    /** A server is so. */
    record Current(ServerSnapshot server) implements ServerChange {}

    /** A server is no more. */
    record Deleted(UUID id) implements ServerChange {}

    /** The ledger went on without changing a server. */
    record None() implements ServerChange {}

    /** Reads a record of {@code fleet.servers}. */
    static Item<ServerChange> read(ConsumerRecord<byte[], byte[]> record) {
        return new Item<>(content(record), position(record));
    }

    private static ServerChange content(ConsumerRecord<byte[], byte[]> record) {
        var key = new String(record.key(), StandardCharsets.UTF_8);
        if (key.startsWith("position/")) {
            return new None();
        }
        return record.value() == null
                ? new Deleted(UUID.fromString(key))
                : new Current(AvroCodec.of(ServerSnapshot.class).decode(record.value()));
    }

    private static @Nullable Position position(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("position");
        return header == null
                ? null
                : Position.parse(new String(header.value(), StandardCharsets.UTF_8))
                        .orElseThrow(
                                () -> new IllegalArgumentException("a record of servers with a malformed position"));
    }
}
