package dev.fleetledger.query.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.Versions;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Reads servers, as they are or as they were. */
public final class ServerDao {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String PAST = """
            select id::uuid as id, document ->> 'slug' as slug, (document ->> 'number')::bigint as number,
                document ->> 'hostname' as hostname, document ->> 'display_name' as display_name,
                document ->> 'ip_address' as ip_address, 'unknown' as health,
                array(select jsonb_array_elements_text(document -> 'tags')) as tags, created_at,
                null::timestamptz as last_seen, version, from_time as updated_at, document
            from aggregate_versions where\s""";

    private final Jdbi database;

    public ServerDao(Jdbi database) {
        this.database = database;
    }

    /** Rows that look like those of the table {@code servers}, and how to read one. */
    private record Source(String sql, Map<String, Object> bindings, RowMapper<ServerSnapshot> mapper) {}

    /**
     * A part of the servers asked for.
     *
     * @param moment when, or null for now
     * @throws dev.fleetledger.kit.error.RejectedException if the moment has not come yet
     */
    public Page<ServerSnapshot> list(ServerListQuery query, PageRequest page, @Nullable Moment moment) {
        return database.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var source = source(handle, moment);
            var conditions = query.conditions();
            var from = " from (" + source.sql() + ") as s where " + conditions.sql();
            var total = handle.createQuery("select count(*)" + from)
                    .bindMap(source.bindings())
                    .bindMap(conditions.bindings())
                    .mapTo(Long.class)
                    .one();
            var servers = handle.createQuery(
                            "select *" + from + " order by " + query.orderBy() + " limit :take offset :skip")
                    .bindMap(source.bindings())
                    .bindMap(conditions.bindings())
                    .bind("take", page.take() == null ? Integer.MAX_VALUE : page.take())
                    .bind("skip", page.skip())
                    .map(source.mapper())
                    .list();
            return new Page<>(servers, total, page);
        });
    }

    /**
     * The server of that uuid or, regardless of case, slug.
     *
     * @param moment when, or null for now
     * @throws dev.fleetledger.kit.error.RejectedException if the moment has not come yet
     */
    public Optional<ServerSnapshot> find(String id, @Nullable Moment moment) {
        return database.withHandle(handle -> {
            var source = source(handle, moment);
            var isUuid = UUID_TEXT.matcher(id).matches();
            return handle.createQuery("select * from (" + source.sql() + ") as s where "
                            + (isUuid ? "id = :id" : "lower(slug) = :id"))
                    .bindMap(source.bindings())
                    .bind("id", isUuid ? UUID.fromString(id) : id.toLowerCase(Locale.ROOT))
                    .map(source.mapper())
                    .findOne();
        });
    }

    private static Source source(Handle handle, @Nullable Moment moment) {
        if (moment == null) {
            return new Source("select * from servers", Map.of(), (row, context) -> current(row));
        }
        var valid = Versions.at(handle, AggregateType.SERVER, moment);
        return new Source(PAST + valid.sql(), valid.bindings(), (row, context) -> past(row));
    }

    private static ServerSnapshot current(ResultSet row) throws SQLException {
        try {
            return Json.mapper().readValue(row.getString("document"), ServerSnapshot.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored server is none", e);
        }
    }

    private static ServerSnapshot past(ResultSet row) throws SQLException {
        try {
            return ServerDocuments.snapshot(
                    row.getObject("id", UUID.class),
                    Json.mapper().readTree(row.getString("document")),
                    row.getLong("version"),
                    row.getTimestamp("created_at").toInstant(),
                    row.getTimestamp("updated_at").toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored version of a server is none", e);
        }
    }
}
