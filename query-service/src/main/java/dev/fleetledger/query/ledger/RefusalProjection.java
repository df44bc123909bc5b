package dev.fleetledger.query.ledger;

import dev.fleetledger.kit.http.Json;
import dev.fleetledger.query.projection.Projection;
import dev.fleetledger.query.projection.ProjectorSpec;
import dev.fleetledger.query.projection.ProjectorSpec.Item;
import dev.fleetledger.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/** The refusals of the last day. */
public final class RefusalProjection implements Projection<Refusal> {
    private static final Duration KEPT = Duration.ofHours(24);

    /** The projector that it is all of. */
    public static ProjectorSpec<Refusal> projector() {
        return new ProjectorSpec<>(
                "refusals", Topics.REFUSALS, RefusalProjection::read, List.of(new RefusalProjection()));
    }

    @Override
    public List<String> tables() {
        return List.of("refusals");
    }

    @Override
    public void apply(Handle handle, List<Refusal> batch) {
        try (var insert = handle.prepareBatch("""
                insert into refusals (id, time, actor, type, code, message)
                values (:id, :time, :actor, :type, :code, :message) on conflict do nothing""")) {
            for (var refusal : batch) {
                insert.bind("id", refusal.id())
                        .bind("time", refusal.time())
                        .bind("actor", refusal.actor())
                        .bind("type", refusal.type())
                        .bind("code", refusal.code())
                        .bind("message", refusal.message())
                        .add();
            }
            insert.execute();
        }
        // By the topic's own time, so that the table is a function of it.
        handle.createUpdate("delete from refusals where time < :oldest")
                .bind("oldest", batch.getLast().time().minus(KEPT))
                .execute();
    }

    private static Item<Refusal> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Item<>(Json.mapper().readValue(record.value(), Refusal.class), null);
        } catch (IOException e) {
            throw new IllegalArgumentException("a refusal that is no JSON", e);
        }
    }
}
