package dev.fleetledger.query.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.query.read.SortOrder;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Reads the audit. */
public final class AuditDao {
    private static final TypeReference<Map<String, AuditEvent.Change>> CHANGES = new TypeReference<>() {};

    private final Jdbi database;

    public AuditDao(Jdbi database) {
        this.database = database;
    }

    /** The aggregate that a client names by id or name, if it ever was. */
    public Optional<AggregateRef> find(AggregateType type, String idOrName) {
        return database.withHandle(handle -> Versions.find(handle, type, idOrName));
    }

    /** The events caused by a command, in their order. */
    public List<AuditEvent> ofCommand(UUID command) {
        var query = new AuditQuery(null, null, command, null, null, SortOrder.ASC, AuditQuery.MOST, null);
        return page(new AuditSelection(query, null, null)).events();
    }

    /** One part of what is asked for. */
    public AuditPage page(AuditSelection selection) {
        var query = selection.query();
        var type = selection.type();
        var beyond = query.ascending() ? "sequence > :cursor" : "sequence < :cursor";
        var conditions = new Conditions()
                .and("fleet = :fleet", "fleet", FleetId.DEFAULT.value())
                .and("aggregate_type = :aggregateType", "aggregateType", type == null ? null : type.wireName())
                .and("aggregate_id = :aggregateId", "aggregateId", selection.id())
                .and("actor = :actor", "actor", query.actor())
                .and("type = :type", "type", query.type())
                .and("command_id = :command", "command", query.commandId())
                .and("time >= :from", "from", query.from())
                .and("time < :to", "to", query.to())
                .and(beyond, "cursor", query.cursor() == null ? null : Long.valueOf(query.cursor()));
        var sql = "select * from audit where " + conditions.sql() + " order by sequence "
                + (query.ascending() ? "asc" : "desc") + " limit :limit";
        var events = database.withHandle(handle -> handle.createQuery(sql)
                .bindMap(conditions.bindings())
                .bind("limit", query.pageSize() + 1)
                .map((row, context) -> event(row))
                .list());
        if (events.size() <= query.pageSize()) {
            return new AuditPage(events, null);
        }
        var part = events.subList(0, query.pageSize());
        return new AuditPage(part, Long.toString(part.getLast().sequence()));
    }

    private static AuditEvent event(ResultSet row) throws SQLException {
        return new AuditEvent(
                row.getObject("id", UUID.class),
                row.getString("type"),
                row.getTimestamp("time").toInstant(),
                row.getLong("sequence"),
                row.getLong("version"),
                new Position(row.getInt("partition"), row.getLong("ledger_offset")),
                AggregateRef.parse(row.getString("aggregate_type") + "/" + row.getString("aggregate_id")),
                row.getString("actor"),
                row.getString("address"),
                row.getString("reason"),
                row.getObject("command_id", UUID.class),
                row.getObject("correlation_id", UUID.class),
                row.getObject("causation_id", UUID.class),
                changes(row.getString("changes")),
                row.getString("hash"));
    }

    private static Map<String, AuditEvent.Change> changes(String json) {
        try {
            return Json.stored().readValue(json, CHANGES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored changes are no JSON", e);
        }
    }
}
