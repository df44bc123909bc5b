package dev.fleetledger.query.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.Documents.Version;
import dev.fleetledger.query.history.HistoryProjection.Latest;
import dev.fleetledger.query.history.HistoryProjection.Subject;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The statements that write the history, one batch of each. */
final class HistoryRows implements AutoCloseable {
    private final PreparedBatch begins;
    private final PreparedBatch ends;
    private final PreparedBatch audits;

    HistoryRows(Handle handle) {
        begins = handle.prepareBatch("""
                insert into aggregate_versions (fleet, type, id, version, partition, from_offset, from_time, created_at,
                    names, document)
                values (:fleet, :type, :id, :version, :partition, :offset, :time, :created, :names,
                    cast(:document as jsonb))""");
        ends = handle.prepareBatch("""
                update aggregate_versions set to_offset = :offset, to_time = :time
                where fleet = :fleet and type = :type and id = :id and version = :version""");
        audits = handle.prepareBatch("""
                insert into audit (fleet, sequence, id, type, time, partition, ledger_offset, aggregate_type,
                    aggregate_id, version, actor, address, reason, command_id, correlation_id, causation_id, changes,
                    hash)
                values (:fleet, :sequence, :event, :name, :time, :partition, :offset, :type, :id, :version, :actor,
                    :address, :reason, :command, :correlation, cast(:causation as uuid),
                    cast(:changes as jsonb), :hash)""");
    }

    /** The last version of each of these aggregates that has one. */
    static Map<Subject, Latest> latest(Handle handle, Collection<Subject> subjects) {
        var keys = subjects.toArray(Subject[]::new);
        return handle.createQuery("""
                        select v.fleet, v.type, v.id, v.version, v.created_at, v.names, v.document
                        from unnest(:fleets, :types, :ids) as wanted (fleet, type, id)
                        join aggregate_versions v using (fleet, type, id)
                        where v.to_offset is null""")
                .bindArray("fleets", String.class, (Object[])
                        texts(keys, key -> key.fleet().value()))
                .bindArray("types", String.class, (Object[])
                        texts(keys, key -> key.aggregate().type().wireName()))
                .bindArray("ids", String.class, (Object[])
                        texts(keys, key -> key.aggregate().id()))
                .map((row, context) -> Map.entry(key(row), latest(row)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> other, HashMap::new));
    }

    void begin(RecordedEvent by, Latest version) {
        bindEvent(begins, by)
                .bind("version", version.version())
                .bind("created", version.createdAt())
                .bindArray(
                        "names",
                        String.class,
                        version.state().names().stream().sorted().toList())
                .bind("document", text(version.state().document()))
                .add();
    }

    void end(Subject key, long version, RecordedEvent by) {
        bindEvent(ends, by).bind("version", version).add();
    }

    void audit(RecordedEvent recorded, ObjectNode changes) {
        var metadata = recorded.metadata();
        bindEvent(audits, recorded)
                .bind("sequence", metadata.sequence())
                .bind("event", metadata.id())
                .bind("name", metadata.type())
                .bind("version", metadata.version())
                .bind("actor", metadata.actor())
                .bind("address", metadata.address())
                .bind("reason", metadata.reason())
                .bind("command", metadata.command())
                .bind("correlation", metadata.correlation())
                .bind("causation", metadata.causation())
                .bind("changes", text(changes))
                .bind("hash", recorded.hash())
                .add();
    }

    /** Sends all of it. */
    void write() {
        begins.execute();
        ends.execute();
        audits.execute();
    }

    @Override
    public void close() {
        begins.close();
        ends.close();
        audits.close();
    }

    private static PreparedBatch bindEvent(PreparedBatch batch, RecordedEvent recorded) {
        var subject = recorded.metadata().subject();
        return batch.bind("fleet", recorded.metadata().fleet().value())
                .bind("type", subject.type().wireName())
                .bind("id", subject.id())
                .bind("partition", recorded.position().partition())
                .bind("offset", recorded.position().offset())
                .bind("time", recorded.metadata().time());
    }

    private static Subject key(ResultSet row) throws SQLException {
        return new Subject(
                new FleetId(row.getString("fleet")),
                AggregateRef.parse(row.getString("type") + "/" + row.getString("id")));
    }

    private static Latest latest(ResultSet row) throws SQLException {
        return new Latest(
                row.getLong("version"),
                row.getTimestamp("created_at").toInstant(),
                new Version(document(row.getString("document")), Set.of((String[])
                        row.getArray("names").getArray())));
    }

    private static @Nullable ObjectNode document(@Nullable String json) {
        return json == null ? null : (ObjectNode) StoredAggregates.parse(json);
    }

    private static @Nullable String text(@Nullable ObjectNode json) {
        return json == null ? null : json.toString();
    }

    private static String[] texts(Subject[] keys, Function<Subject, String> part) {
        return Arrays.stream(keys).map(part).toArray(String[]::new);
    }
}
