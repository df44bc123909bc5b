package dev.fleetledger.query.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.job.JobLineDao.Numbered;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.event.JobEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobDeleted;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobLine;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.LogLevel;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class JobLineProjectionTest {
    private static final Instant THEN = Instant.parse("2026-01-18T10:00:00.123Z");
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");

    private final Jdbi database = TestTables.create();
    private final JobLineDao lines = new JobLineDao(database);
    private final EventChain chain = new EventChain();

    private static JobLine line(long job, long seq, Instant at) {
        return new JobLine(job, seq, at, LogLevel.WARNING, "line " + seq);
    }

    private void apply(JobLine... batch) {
        database.useTransaction(handle -> new JobLineProjection().apply(handle, List.of(batch)));
    }

    private void record(JobEvent event) {
        database.useTransaction(handle -> new HistoryProjection().apply(handle, List.of(chain.recorded(event))));
    }

    private void requested(long job) {
        var target = new JobTarget(SERVER, 1, "web", "fl-1", Lifecycle.NEW);
        var commission = JobOptions.of(new JobOptions.Commission(true, false, List.of()));
        record(new JobRequested(job, JobKind.COMMISSION, target, commission, 300, null, 0));
    }

    private List<Long> seqs(long job) {
        return lines.after(job, 0, 100).stream().map(Numbered::seq).toList();
    }

    private void drop(Duration kept, Instant now) {
        new JobLineRetention(database, kept, () -> now).apply();
    }

    @Test
    void aLineCountsOnceHoweverOftenItIsDelivered() {
        apply(line(7, 1, THEN), line(7, 1, THEN), line(7, 2, THEN));
        apply(line(7, 2, THEN), line(7, 1, THEN), line(8, 1, THEN), line(7, 3, THEN));
        assertThat(seqs(7)).containsExactly(1L, 2L, 3L);
        assertThat(seqs(8)).containsExactly(1L);
        assertThat(lines.after(7, 1, 1))
                .containsExactly(new Numbered(2, new JobLog.Line(THEN, JobLog.Level.WARNING, "line 2")));
    }

    @Test
    void whatIsOlderThanIsKeptIsDropped() {
        apply(line(7, 1, THEN), line(7, 2, THEN.plusSeconds(1)));
        drop(Duration.ofDays(90), THEN.plus(Duration.ofDays(90)));
        assertThat(seqs(7)).containsExactly(1L, 2L);
        drop(Duration.ofDays(90), THEN.plus(Duration.ofDays(90)).plusMillis(1));
        assertThat(seqs(7)).containsExactly(2L);
    }

    @Test
    void whatADeletedJobLeftIsDroppedAndThatOfOneNotHeardOfYetIsNot() {
        requested(7);
        requested(8);
        apply(line(7, 1, THEN), line(8, 1, THEN), line(9, 1, THEN));
        drop(Duration.ofDays(90), THEN);
        assertThat(seqs(7)).hasSize(1);
        record(new JobCompleted(7));
        record(new JobDeleted(7));
        drop(Duration.ofDays(90), THEN);
        assertThat(seqs(7)).isEmpty();
        assertThat(seqs(8)).hasSize(1);
        assertThat(seqs(9)).hasSize(1);
        apply(line(7, 1, THEN));
        drop(Duration.ofDays(90), THEN);
        assertThat(seqs(7)).isEmpty();
    }
}
