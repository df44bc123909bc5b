package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.projection.DeadLetters;
import dev.fleetledger.query.projection.ProjectorSpec;
import dev.fleetledger.query.projection.ProjectorSpec.Gathering;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The projector that brings samples from {@code fleet.telemetry} to PostgreSQL. */
public final class TelemetryStore {
    public static final String NAME = "telemetry";
    /** For good: what is older than the topic cannot be made anew. A block tells its own format. */
    private static final int SHAPE = 1;

    /** What waits longer makes fewer and larger rows, but is seen later. */
    private static final Gathering GATHERING = new Gathering(Duration.ofSeconds(1), 16 << 20);

    private TelemetryStore() {}

    /**
     * Of the catalogued topic.
     *
     * @param kept how long samples are kept
     */
    public static ProjectorSpec<?> projector(
            Jdbi database, DeadLetters deadLetters, Duration kept, StoreMeters meters, InstantSource clock) {
        return projector(Topics.TELEMETRY, database, deadLetters, kept, meters, clock);
    }

    static ProjectorSpec<Received> projector(
            TopicSpec topic,
            Jdbi database,
            DeadLetters deadLetters,
            Duration kept,
            StoreMeters meters,
            InstantSource clock) {
        return new ProjectorSpec<>(
                NAME,
                SHAPE,
                topic,
                new TelemetryReader(deadLetters),
                List.of(new TelemetryProjection(database, kept, meters, clock)),
                GATHERING);
    }
}
