package dev.fleetledger.query.projection.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.query.projection.ProjectorSpec.Item;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.node.SiteSnapshot;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a record of {@code fleet.site-uses} says.
 *
 * @param site what a site holds; null if only the reports were read further
 */
public record SiteUseChange(@Nullable SiteSnapshot site) {

    /** Reads a record; its position is that of the reports read, on {@code fleet.node-stats}. */
    public static Item<SiteUseChange> read(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("position");
        var position = header == null
                ? null
                : Position.parse(new String(header.value(), UTF_8))
                        .orElseThrow(() -> new IllegalArgumentException("a site's use with a malformed position"));
        var value = record.value();
        var site = value == null || value.length == 0
                ? null
                : AvroCodec.of(SiteSnapshot.class).decode(value);
        return new Item<>(new SiteUseChange(site), position);
    }
}
