package dev.fleetledger.query.job;

import dev.fleetledger.query.job.JobLog.Level;
import dev.fleetledger.query.job.JobLog.Line;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;

/** Reads what providers logged of jobs. */
record JobLineDao(Jdbi database) {

    /** A line with its place among those of the job. */
    record Numbered(long seq, Line line) {}

    /** The lines of a job in their order. */
    List<Numbered> after(long job, long seq, int most) {
        return database.withHandle(handle -> handle.createQuery("""
                        select seq, time, level, message from job_lines where job = :job and seq > :seq
                        order by seq limit :most""")
                .bind("job", job)
                .bind("seq", seq)
                .bind("most", most)
                .map((row, context) -> new Numbered(
                        row.getLong("seq"),
                        new Line(
                                row.getObject("time", OffsetDateTime.class).toInstant(),
                                Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                                row.getString("message"))))
                .list());
    }
}
