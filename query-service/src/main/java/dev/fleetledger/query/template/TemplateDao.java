package dev.fleetledger.query.template;

import dev.fleetledger.domain.template.Template;
import dev.fleetledger.domain.template.TemplateView;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads templates, as they are or as they were. A moment that is null is now; each method throws RejectedException for one
 * that has not come yet.
 */
public final class TemplateDao {
    private static final String USES = """
            select count(*) as uses, max(used_at) as last from template_uses
            where fleet = :fleet and template = :template""";

    private final Jdbi database;

    public TemplateDao(Jdbi database) {
        this.database = database;
    }

    /** A template with the version of the aggregate. */
    record Found(UsedTemplate template, long version) {}

    private record Versioned(Template template, long version) {}

    private record Uses(long count, @Nullable Instant last) {}

    /** A part of the templates asked for, in the order in which they were made. */
    Page<TemplateView> list(TemplateListQuery query, PageRequest.PerPage page, @Nullable Moment moment) {
        var conditions = query.conditions();
        var where = "where " + conditions.sql();
        return VersionRows.read(database, moment, rows -> {
            var total = rows.query(AggregateType.TEMPLATE, "select count(*)", where)
                    .bindMap(conditions.bindings())
                    .mapTo(Long.class)
                    .one();
            var items = rows.query(
                            AggregateType.TEMPLATE,
                            // Of what is listed, the longest part is not shown.
                            "select id, version, created_at, from_time, jsonb_set(document, '{content}', '\"\"') as document",
                            where + " order by cast(id as bigint) limit :take offset :skip")
                    .bindMap(conditions.bindings())
                    .bind("take", page.take())
                    .bind("skip", page.skip())
                    .map(TemplateDao::versioned)
                    .map(found -> TemplateView.of(found.template()))
                    .list();
            return new Page<>(items, total, page);
        });
    }

    /** The template of that number or name; digits alone are a number. */
    Optional<Found> find(String id, @Nullable Moment moment) {
        var isNumber = id.matches("[1-9]\\d{0,17}");
        return VersionRows.read(
                        database,
                        moment,
                        rows -> rows.query(
                                        AggregateType.TEMPLATE,
                                        "select *",
                                        isNumber ? "where id = :key" : "where names @> array[cast(:key as text)]")
                                .bind("key", isNumber ? id : "name:" + id.toLowerCase(Locale.ROOT))
                                .map(TemplateDao::versioned)
                                .findOne())
                .map(found -> used(found, moment));
    }

    private Found used(Versioned found, @Nullable Moment moment) {
        var uses = database.withHandle(handle -> uses(handle, found.template().number(), moment));
        return new Found(
                new UsedTemplate(
                        TemplateView.of(found.template()), found.template().content(), uses.count(), uses.last()),
                found.version());
    }

    private static Uses uses(Handle handle, long template, @Nullable Moment moment) {
        var until = switch (moment) {
            case null -> "";
            case Moment.At ignored -> " and used_at <= :time";
            case Moment.After ignored -> " and partition = :partition and ledger_offset <= :offset";
        };
        var query = handle.createQuery(USES + until)
                .bind("fleet", FleetId.DEFAULT.value())
                .bind("template", template);
        switch (moment) {
            case null -> {}
            case Moment.At at -> query.bind("time", at.time().atOffset(ZoneOffset.UTC));
            case Moment.After after ->
                query.bind("partition", after.position().partition())
                        .bind("offset", after.position().offset());
        }
        return query.map((row, context) -> {
                    var last = row.getTimestamp("last");
                    return new Uses(row.getLong("uses"), last == null ? null : last.toInstant());
                })
                .one();
    }

    private static Versioned versioned(ResultSet row, StatementContext context) throws SQLException {
        return new Versioned(VersionRow.aggregate(row, Template.class), row.getLong("version"));
    }
}
