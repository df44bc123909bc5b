package dev.fleetledger.query.projection;

import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.identity.UserLogins;
import dev.fleetledger.query.projection.ProjectorSpec.Item;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;

/** What goes to PostgreSQL straight from the ledger: one entry per projection. */
public final class LedgerProjector {
    public static final String NAME = "ledger";

    private LedgerProjector() {}

    public static ProjectorSpec<RecordedEvent> spec() {
        return new ProjectorSpec<>(
                NAME,
                Topics.EVENTS,
                record -> {
                    var event = LedgerRecords.read(record);
                    return new Item<>(event, event.position());
                },
                List.of(new HistoryProjection(), new UserLogins()));
    }
}
