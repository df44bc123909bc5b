package dev.fleetledger.query.node;

import dev.fleetledger.domain.node.Backup;
import dev.fleetledger.domain.node.BackupView;
import dev.fleetledger.domain.node.Node;
import dev.fleetledger.domain.node.Site;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.Versions;
import dev.fleetledger.query.node.NodeAnswers.BackupList;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.node.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * Reads nodes, their sites and their backups, as they are or as they were. A moment that is null is now; each method
 * throws RejectedException for one that has not come yet. What sites hold is a measurement: of no moment but now is it known.
 */
final class NodeDao {
    /** By the latest report, or the ledger of old, in which reports were; 0 if nobody ever said. */
    private static final String USED = "coalesce((select used_bytes from site_uses where site = id::bigint),"
            + " (document ->> 'used_bytes')::bigint, 0)";

    private static final String TOGETHER = "least(sum(" + USED + "), " + Long.MAX_VALUE + ")::bigint";
    private static final String UNKNOWN = "cast(null as bigint)";

    private final Jdbi database;

    NodeDao(Jdbi database) {
        this.database = database;
    }

    /** A node, how many backups it has, and its sites in the order of their names. */
    record Whole(NodeRow row, long backups, List<SiteRow> sites) {}

    /** All nodes in the order of their numbers, also requests to join that have expired. */
    List<NodeRow> all(@Nullable Moment moment) {
        return read(handle -> {
            var sites = new HashMap<Long, NodeRow.Sites>();
            var none = new NodeRow.Sites(0, moment == null ? 0L : null);
            query(
                            handle,
                            AggregateType.SITE,
                            moment,
                            "select document ->> 'node_id' as node, count(*) as sites,"
                                    + (moment == null ? TOGETHER : UNKNOWN) + " as used",
                            "group by 1")
                    .map((row, context) -> Map.entry(
                            row.getLong("node"), new NodeRow.Sites(row.getLong("sites"), nullable(row, "used"))))
                    .forEach(entry -> sites.put(entry.getKey(), entry.getValue()));
            return query(handle, AggregateType.NODE, moment, "select *", "order by id::bigint")
                    .map((row, context) -> node(row, sites.getOrDefault(row.getLong("id"), none)))
                    .list();
        });
    }

    /** The node of that number, also a request to join that has expired. */
    Optional<Whole> find(long number, @Nullable Moment moment) {
        return read(handle -> {
            var sites = sites(handle, number, moment);
            var used = moment == null ? together(sites) : null;
            return query(handle, AggregateType.NODE, moment, "select *", "and id = :node")
                    .bind("node", Long.toString(number))
                    .map((row, context) -> node(row, new NodeRow.Sites(sites.size(), used)))
                    .findOne()
                    .map(node -> new Whole(node, backups(handle, number, null, moment), sites));
        });
    }

    /**
     * A part of the backups of a node, those first that were reported last.
     *
     * @param site number of the only site asked for, or null for all
     */
    BackupList backups(long node, @Nullable Long site, long skip, int limit, @Nullable Moment moment) {
        return read(handle -> {
            var found = query(
                            handle,
                            AggregateType.BACKUP,
                            moment,
                            "select *",
                            ofNode(site) + " order by id::bigint desc limit :limit offset :skip")
                    .bind("node", Long.toString(node))
                    .bind("site", site == null ? null : site.toString())
                    .bind("limit", limit)
                    .bind("skip", skip)
                    .map((row, context) -> BackupView.of(VersionRow.aggregate(row, Backup.class)))
                    .list();
            return new BackupList(found, backups(handle, node, site, moment));
        });
    }

    private static List<SiteRow> sites(Handle handle, long node, @Nullable Moment moment) {
        return query(
                        handle,
                        AggregateType.SITE,
                        moment,
                        "select *, " + (moment == null ? USED : UNKNOWN) + " as used",
                        ofNode(null) + " order by id::bigint")
                .bind("node", Long.toString(node))
                .bind("site", (String) null)
                .map((row, context) -> new SiteRow(VersionRow.aggregate(row, Site.class), nullable(row, "used")))
                .list();
    }

    private static long together(List<SiteRow> sites) {
        return Usage.together(
                sites.stream().map(SiteRow::usedBytes).filter(Objects::nonNull).mapToLong(Long::longValue));
    }

    private static @Nullable Long nullable(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static long backups(Handle handle, long node, @Nullable Long site, @Nullable Moment moment) {
        return query(handle, AggregateType.BACKUP, moment, "select count(*)", ofNode(site))
                .bind("node", Long.toString(node))
                .bind("site", site == null ? null : site.toString())
                .mapTo(Long.class)
                .one();
    }

    private static String ofNode(@Nullable Long site) {
        return "and document ->> 'node_id' = :node" + (site == null ? "" : " and document ->> 'site_id' = :site");
    }

    private static Query query(Handle handle, AggregateType type, @Nullable Moment moment, String select, String rest) {
        var valid = Versions.at(handle, type, moment);
        return handle.createQuery(select + " from aggregate_versions where " + valid.sql() + " " + rest)
                .bindMap(valid.bindings());
    }

    private <T> T read(Function<Handle, T> read) {
        return database.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, read::apply);
    }

    private static NodeRow node(ResultSet row, NodeRow.Sites sites) throws SQLException {
        return new NodeRow(VersionRow.aggregate(row, Node.class), row.getLong("version"), sites);
    }
}
