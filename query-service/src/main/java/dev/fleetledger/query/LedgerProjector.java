package dev.fleetledger.query;

import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.identity.UserLogins;
import dev.fleetledger.query.projection.ProjectorSpec;
import dev.fleetledger.query.projection.ProjectorSpec.Item;
import dev.fleetledger.query.template.TemplateUses;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;

/** What goes to PostgreSQL straight from the ledger: one entry per projection. */
public final class LedgerProjector {
    private static final int SHAPE = 1;

    private LedgerProjector() {}

    public static ProjectorSpec<RecordedEvent> spec() {
        return new ProjectorSpec<>(
                Projectors.LEDGER,
                SHAPE,
                Topics.EVENTS,
                record -> {
                    var event = LedgerRecords.read(record);
                    return new Item<>(event, event.position());
                },
                List.of(new HistoryProjection(), new UserLogins(), new TemplateUses()));
    }
}
