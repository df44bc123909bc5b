package dev.fleetledger.query.history;

import dev.fleetledger.query.history.Documents.Version;
import dev.fleetledger.query.projection.Projection;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Every event, as a version of its aggregate and as an entry of the audit. */
public final class HistoryProjection implements Projection<RecordedEvent> {

    /** An aggregate of a fleet. */
    record Subject(FleetId fleet, AggregateRef aggregate) {
        static Subject of(RecordedEvent recorded) {
            return new Subject(recorded.metadata().fleet(), recorded.metadata().subject());
        }
    }

    /** An aggregate as it is after its latest event so far. */
    record Latest(long version, Instant createdAt, Version state) {}

    @Override
    public List<String> tables() {
        return List.of("aggregate_versions", "audit");
    }

    @Override
    public void apply(Handle handle, List<RecordedEvent> batch) {
        var aggregates = batch.stream().map(Subject::of).collect(Collectors.toSet());
        var latest = HistoryRows.latest(handle, aggregates);
        try (var rows = new HistoryRows(handle)) {
            for (var recorded : batch) {
                var key = Subject.of(recorded);
                var metadata = recorded.metadata();
                var before = latest.get(key);
                var oldState = before == null ? Version.NONE : before.state();
                var state = Documents.after(recorded, oldState);
                var after =
                        new Latest(metadata.version(), before == null ? metadata.time() : before.createdAt(), state);
                if (before != null) {
                    rows.end(key, before.version(), recorded);
                }
                rows.begin(recorded, after);
                rows.audit(recorded, Changes.between(oldState.document(), state.document()));
                latest.put(key, after);
            }
            rows.write();
        }
    }
}
