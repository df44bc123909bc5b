package dev.fleetledger.query.ledger;

import dev.fleetledger.kit.json.Json;
import dev.fleetledger.query.projection.Projection;
import dev.fleetledger.query.projection.ProjectorSpec;
import dev.fleetledger.query.projection.ProjectorSpec.Item;
import dev.fleetledger.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/** What became of the last day's commands that left no event. */
public final class OutcomeProjection implements Projection<EventlessOutcome> {
    private static final int SHAPE = 1;
    private static final Duration KEPT = Duration.ofHours(24);

    /** The projector that it is all of. */
    public static ProjectorSpec<EventlessOutcome> projector() {
        return new ProjectorSpec<>(
                "outcomes", SHAPE, Topics.OUTCOMES, OutcomeProjection::read, List.of(new OutcomeProjection()));
    }

    @Override
    public List<String> tables() {
        return List.of("outcomes");
    }

    @Override
    public void apply(Handle handle, List<EventlessOutcome> batch) {
        try (var insert = handle.prepareBatch("""
                insert into outcomes (id, time, actor, type, code, message, earlier)
                values (:id, :time, :actor, :type, :code, :message, cast(:earlier as uuid)) on conflict do nothing""")) {
            for (var outcome : batch) {
                insert.bind("id", outcome.id())
                        .bind("time", outcome.time())
                        .bind("actor", outcome.actor())
                        .bind("type", outcome.type())
                        .bind("code", outcome.code())
                        .bind("message", outcome.message())
                        .bind("earlier", outcome.earlier())
                        .add();
            }
            insert.execute();
        }
        // By the topic's own time, so that the table is a function of it.
        handle.createUpdate("delete from outcomes where time < :oldest")
                .bind("oldest", batch.getLast().time().minus(KEPT))
                .execute();
    }

    private static Item<EventlessOutcome> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Item<>(Json.mapper().readValue(record.value(), EventlessOutcome.class), null);
        } catch (IOException e) {
            throw new IllegalArgumentException("an outcome that is no JSON", e);
        }
    }
}
