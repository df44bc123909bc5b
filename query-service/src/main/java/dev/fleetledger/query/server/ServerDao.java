package dev.fleetledger.query.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.domain.power.Device;
import dev.fleetledger.domain.power.Pdu;
import dev.fleetledger.domain.power.PowerViews;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.domain.server.ServerView.PowerFeed;
import dev.fleetledger.domain.text.Uuids;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.Versions;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.read.Together;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Reads servers, as they are or as they were. */
public final class ServerDao {
    private static final String PAST = """
            select id::uuid as id, document ->> 'slug' as slug, (document ->> 'number')::bigint as number,
                document ->> 'hostname' as hostname, document ->> 'display_name' as display_name,
                document ->> 'ip_address' as ip_address, 'unknown' as health,
                array(select jsonb_array_elements_text(document -> 'tags')) as tags, created_at,
                null::timestamptz as last_seen, version, from_time, document
            from aggregate_versions where\s""";

    /** Where an instance of before the totals may write the rows, as long as it may, they are counted. */
    private static final String TOTAL = """
            select case when (select min(shape) from projector_offsets where projector = 'servers') >= 2
                then coalesce((select total from server_total), 0) else (select count(*) from servers) end""";

    /** Of those that look servers up: one that runs while the questions of the next are gathered, and one more. */
    private static final int STATEMENTS = 2;

    private static final String BY_ID = "id = :id";
    private static final String BY_SLUG = "lower(slug) = :id";

    /**
     * Servers, the devices that they are, and the PDUs that they draw their power from, in one round trip and one view. What is
     * asked for stands in selects of its own, so that no plan seems better for knowing it and PostgreSQL plans once.
     */
    private static final String FED = """
            with found as (
                select id, slug, version, view, document from servers
                where lower(slug) = any((select cast(:slugs as text[]))::text[])
                union all
                select id, slug, version, view, document from servers
                where id = any((select cast(:ids as uuid[]))::uuid[])
                    and lower(slug) <> all((select cast(:slugs as text[]))::text[])),
            fed as (
                select v.* from found join aggregate_versions v on v.document ->> 'server_id' = found.id::text
                where v.fleet = :fleet and v.type = 'device' and v.to_offset is null)
            select 'server' as type, id::text, slug, version, null::timestamptz as created_at,
                null::timestamptz as from_time, view, case when view is null then document end as document
            from found
            union all
            select type, id, null, version, created_at, from_time, null, document from fed
            union all
            select v.type, v.id, null, v.version, v.created_at, v.from_time, null, v.document
            from fed join aggregate_versions v on v.names @> array['device:' || fed.id]
            where v.fleet = :fleet and v.type = 'pdu' and v.to_offset is null and v.document is not null""";

    private static final String PAST_BY_ID = "id = cast(:id as text)";
    private static final String PAST_BY_SLUG = "names @> array['name:' || :id] and lower(document ->> 'slug') = :id";

    private static final String FACTS_BY_ID = "select document from servers where " + BY_ID;
    private static final String FACTS_BY_SLUG = "select document from servers where " + BY_SLUG;

    private final Jdbi database;

    private final Together<String, Fed> fed = Together.inOne(STATEMENTS, this::fed);
    private final Together<Part, Page<ReadyServer>> pages = Together.each(this::page);

    public ServerDao(Jdbi database) {
        this.database = database;
    }

    /** What a list asks for. */
    private record Part(ServerListQuery query, PageRequest page) {}

    /** Rows with what servers are chosen and ordered by, and how to read one. */
    private record Source(String sql, Map<String, Object> bindings, RowMapper<ReadyServer> mapper) {}

    private static final Source CURRENT = new Source("""
            select id, slug, number, hostname, display_name, ip_address, health, tags, created_at, last_seen, version,
                view, case when view is null then document end as document
            from servers""", Map.of(), (row, context) -> ready(row));

    /**
     * A server as it is.
     *
     * @param feeds where it draws its power
     */
    public record Fed(ReadyServer ready, List<PowerFeed> feeds) {}

    /** The server of that uuid or, regardless of case, slug, with its power. */
    public Optional<Fed> fed(String id) {
        return fed.get(Uuids.isUuid(id) ? UUID.fromString(id).toString() : id.toLowerCase(Locale.ROOT));
    }

    /** Those that there are, by uuid or slug as asked for. */
    private Map<String, Fed> fed(Set<String> asked) {
        var ids = asked.stream().filter(Uuids::isUuid).map(UUID::fromString).toList();
        var slugs = asked.stream().filter(id -> !Uuids.isUuid(id)).toList();
        var servers = new ArrayList<ReadyServer>(asked.size());
        var devices = new ArrayList<Device>();
        var pdus = new ArrayList<Pdu>();
        database.useHandle(handle -> handle.createQuery(FED)
                .bind("fleet", FleetId.DEFAULT.value())
                .bindArray("slugs", String.class, slugs)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> switch (row.getString("type")) {
                    case "server" -> servers.add(ready(row));
                    case "device" -> devices.add(VersionRow.aggregate(row, Device.class));
                    default -> pdus.add(VersionRow.aggregate(row, Pdu.class));
                })
                .list());
        var sources = pdus.stream().distinct().toList();
        var found = new HashMap<String, Fed>();
        for (var server : servers) {
            var own = devices.stream()
                    .filter(device -> server.id().equals(device.details().serverId()))
                    .toList();
            var fed = new Fed(server, own.isEmpty() ? List.of() : PowerViews.feeds(own, sources));
            found.put(server.id().toString(), fed);
            found.put(server.slug().toLowerCase(Locale.ROOT), fed);
        }
        return found;
    }

    /**
     * A part of the servers asked for.
     *
     * @param moment when, or null for now
     * @throws dev.fleetledger.kit.error.RejectedException if the moment has not come yet
     */
    public Page<ReadyServer> list(ServerListQuery query, PageRequest page, @Nullable Moment moment) {
        return moment == null
                ? pages.get(new Part(query, page)).orElseThrow()
                : database.inTransaction(
                        TransactionIsolationLevel.REPEATABLE_READ,
                        handle -> page(handle, past(handle, moment), query, page));
    }

    private Page<ReadyServer> page(Part part) {
        return database.withHandle(handle -> page(handle, CURRENT, part.query(), part.page()));
    }

    /** One statement, so that the part and the total are of one view; the total alone is asked for where there is no part. */
    private static Page<ReadyServer> page(Handle handle, Source source, ServerListQuery query, PageRequest page) {
        var conditions = query.conditions();
        var from = " from (" + source.sql() + ") as s where " + conditions.sql();
        var total = source.equals(CURRENT) && conditions.bindings().isEmpty() ? TOTAL : "select count(*)" + from;
        var totals = new ArrayList<Long>();
        var servers = handle.createQuery("select (" + total + ") as total, s.*" + from + " order by " + query.orderBy()
                        + " limit :take offset :skip")
                .bindMap(source.bindings())
                .bindMap(conditions.bindings())
                .bind("take", page.take() == null ? Integer.MAX_VALUE : page.take())
                .bind("skip", page.skip())
                .map((row, context) -> {
                    totals.add(row.getLong("total"));
                    return source.mapper().map(row, context);
                })
                .list();
        if (totals.isEmpty()) {
            totals.add(handle.createQuery(total)
                    .bindMap(source.bindings())
                    .bindMap(conditions.bindings())
                    .mapTo(Long.class)
                    .one());
        }
        return new Page<>(servers, totals.getFirst(), page);
    }

    /**
     * The server of that uuid or, regardless of case, slug.
     *
     * @param moment when, or null for now
     * @throws dev.fleetledger.kit.error.RejectedException if the moment has not come yet
     */
    public Optional<ServerSnapshot> find(String id, @Nullable Moment moment) {
        return database.withHandle(handle -> {
            var isUuid = Uuids.isUuid(id);
            var past = moment == null ? null : Versions.at(handle, AggregateType.SERVER, moment);
            var facts = isUuid ? FACTS_BY_ID : FACTS_BY_SLUG;
            var query = past == null
                    ? handle.createQuery(facts)
                    : handle.createQuery(PAST + past.sql() + " and " + (isUuid ? PAST_BY_ID : PAST_BY_SLUG))
                            .bindMap(past.bindings());
            return query.bind("id", isUuid ? UUID.fromString(id) : id.toLowerCase(Locale.ROOT))
                    .map((row, context) -> past == null ? current(row) : past(row))
                    .findOne();
        });
    }

    /** All servers, or those with a tag. */
    public List<ServerSnapshot> all(@Nullable String tag) {
        return database.withHandle(
                handle -> handle.createQuery("select document from servers where cast(:tag as text) is null"
                                + " or tags @> array[cast(:tag as text)] order by number")
                        .bind("tag", tag)
                        .map((row, context) -> current(row))
                        .list());
    }

    private static Source past(Handle handle, Moment moment) {
        var valid = Versions.at(handle, AggregateType.SERVER, moment);
        return new Source(PAST + valid.sql(), valid.bindings(), (row, context) -> ReadyServer.of(past(row)));
    }

    private static ServerSnapshot current(ResultSet row) throws SQLException {
        return stored(row.getString("document"));
    }

    /** What the column {@code document} holds. */
    static ServerSnapshot stored(String document) {
        try {
            return Json.stored().readValue(document, ServerSnapshot.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored server is none", e);
        }
    }

    private static ReadyServer ready(ResultSet row) throws SQLException {
        var view = row.getString("view");
        return view == null
                ? ReadyServer.of(current(row))
                : new ReadyServer(
                        UUID.fromString(row.getString("id")), row.getString("slug"), row.getLong("version"), view);
    }

    private static ServerSnapshot past(ResultSet row) throws SQLException {
        var version = VersionRow.of(row);
        return version.aggregate(Server.class).snapshot(version.version(), null);
    }
}
