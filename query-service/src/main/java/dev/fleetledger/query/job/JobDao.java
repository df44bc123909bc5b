package dev.fleetledger.query.job;

import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobView;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads jobs, as they are or as they were. A moment that is null is now; {@link #jobs} and {@link #job} throw RejectedException
 * for one that has not come yet.
 */
public final class JobDao {
    private static final String DEEDS = """
            select distinct on (id) id, version, created_at, from_time, document from aggregate_versions
            where fleet = :fleet and type = 'job' and names @> array[cast(:name as text)] and document is not null
            and document ->> 'type' <> 'power' and document -> 'state' ->> 'finished_at' is not null""";

    private final Jdbi database;

    public JobDao(Jdbi database) {
        this.database = database;
    }

    /** A job with the version of the aggregate. */
    record Versioned(Job job, long version) {}

    /** A part of the jobs asked for, the newest first. */
    Page<JobView> jobs(JobListQuery query, PageRequest.PerPage page, @Nullable Moment moment) {
        var conditions = query.conditions();
        var where = "where " + conditions.sql();
        return VersionRows.read(database, moment, rows -> {
            var total = rows.query(AggregateType.JOB, "select count(*)", where)
                    .bindMap(conditions.bindings())
                    .mapTo(Long.class)
                    .one();
            var items = rows.query(
                            AggregateType.JOB,
                            "select *",
                            where + " order by cast(id as bigint) desc limit :take offset :skip")
                    .bindMap(conditions.bindings())
                    .bind("take", page.take())
                    .bind("skip", page.skip())
                    .map(JobDao::versioned)
                    .map(found -> JobView.of(found.job()))
                    .list();
            return new Page<>(items, total, page);
        });
    }

    /** The job of that number. */
    Optional<Versioned> job(long number, @Nullable Moment moment) {
        return VersionRows.read(
                database,
                moment,
                rows -> rows.query(AggregateType.JOB, "select *", "where id = :id")
                        .bind("id", Long.toString(number))
                        .map(JobDao::versioned)
                        .findOne());
    }

    /**
     * What was done to a server: its jobs that ended, also those that are no longer listed, but for those that only switched its
     * power; the newest first.
     *
     * @param most how many at most
     */
    public List<Job> deeds(UUID server, int most, @Nullable Moment moment) {
        var until = switch (moment) {
            case null -> "";
            case Moment.At ignored -> " and from_time <= :time";
            case Moment.After ignored -> " and partition = :partition and from_offset <= :offset";
        };
        return database.withHandle(handle -> {
            var query = handle.createQuery("select * from (" + DEEDS + until
                            + " order by id, version desc) as v order by cast(id as bigint) desc limit :most")
                    .bind("fleet", FleetId.DEFAULT.value())
                    .bind("name", Job.serverName(server))
                    .bind("most", most);
            switch (moment) {
                case null -> {}
                case Moment.At at -> query.bind("time", at.time().atOffset(ZoneOffset.UTC));
                case Moment.After after ->
                    query.bind("partition", after.position().partition())
                            .bind("offset", after.position().offset());
            }
            return query.map(JobDao::versioned).map(Versioned::job).list();
        });
    }

    private static Versioned versioned(ResultSet row, StatementContext context) throws SQLException {
        return new Versioned(VersionRow.aggregate(row, Job.class), row.getLong("version"));
    }
}
