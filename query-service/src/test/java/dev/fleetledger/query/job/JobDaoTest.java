package dev.fleetledger.query.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.domain.job.JobStatus;
import dev.fleetledger.domain.job.JobView;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.JobEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobDeleted;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.JobEvent.JobStepSucceeded;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobDaoTest {
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final Instant LATER = Instant.parse("2026-11-30T12:00:00Z");
    private static final PageRequest.PerPage PAGE = new PageRequest.PerPage(1, 20);

    private final Jdbi database = TestTables.create();
    private final EventChain chain = new EventChain();
    private final JobDao jobs = new JobDao(database);

    private RecordedEvent begun;
    private RecordedEvent done;

    /** One deployment that is done and no longer listed, and one that goes on. */
    @BeforeEach
    void happen() {
        begun = started(1, JobKind.DEPLOY);
        record(new JobStepSucceeded(1, JobPlan.DEPLOY));
        done = record(new JobCompleted(1));
        started(2, JobKind.POWER);
        record(new JobStepSucceeded(2, JobPlan.DEPLOY));
        record(new JobCompleted(2));
        started(3, JobKind.DEPLOY);
        var last = record(new JobDeleted(1));
        database.useHandle(handle -> handle.execute(
                "insert into projector_offsets (projector, partition, next_offset, ledger_offset, shape)"
                        + " values ('ledger', ?, 0, ?, 1)",
                last.position().partition(),
                last.position().offset()));
    }

    @Test
    @DisplayName("G9: what is listed now")
    void now() {
        assertThat(listed(null)).containsExactly(3L, 2L);
        assertThat(jobs.job(1, null)).isEmpty();
        assertThat(deeds(null)).containsExactly(1L);
    }

    @Test
    @DisplayName("G9, as_of: what was listed then, by time or position")
    void then() {
        for (var moment : List.of(new Moment.At(begun.metadata().time()), new Moment.After(begun.position()))) {
            assertThat(listed(moment)).containsExactly(1L);
            assertThat(jobs.job(1, moment).orElseThrow().job().state().status()).isEqualTo(JobStatus.RUNNING);
            assertThat(deeds(moment)).isEmpty();
        }
        for (var moment : List.of(new Moment.At(done.metadata().time()), new Moment.After(done.position()))) {
            assertThat(jobs.job(1, moment).orElseThrow().job().state().status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(jobs.job(3, moment)).isEmpty();
            assertThat(deeds(moment)).containsExactly(1L);
        }
    }

    @Test
    void whatHasNotComeYetIsRefused() {
        var future = new Moment.After(new Position(EventChain.PARTITION, 1_000_000));
        assertThatThrownBy(() -> listed(future)).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> jobs.job(1, future)).isInstanceOf(RejectedException.class);
    }

    @Test
    @DisplayName("G9: by status, kind and server")
    void filters() {
        assertThat(matching(new JobListQuery(JobListQuery.Status.RUNNING, null, null)))
                .containsExactly(3L);
        assertThat(matching(new JobListQuery(null, JobListQuery.Type.POWER, 1L)))
                .containsExactly(2L);
        assertThat(matching(new JobListQuery(JobListQuery.Status.QUEUED, null, null)))
                .isEmpty();
        assertThat(matching(new JobListQuery(null, null, 2L))).isEmpty();
        assertThat(matching(new JobListQuery(null, JobListQuery.Type.COMMAND, null)))
                .isEmpty();
    }

    @Test
    @DisplayName("G9: every kind that a job has can be asked for")
    void everyKindIsAType() {
        assertThat(Arrays.stream(JobListQuery.Type.values()).map(JobListQuery.Type::wireName))
                .containsAll(
                        Arrays.stream(JobKind.values()).map(JobKind::wireName).toList());
    }

    @Test
    void aPageIsFoundByAnIndex() {
        var plan = database.inTransaction(handle -> {
            // So few rows are sorted otherwise.
            handle.execute("set local enable_seqscan = off");
            handle.execute("set local enable_sort = off");
            return handle.createQuery("""
                            explain select * from aggregate_versions where fleet = 'default' and type = 'job'
                            and document is not null and to_offset is null
                            order by cast(id as bigint) desc limit 20""").mapTo(String.class).list();
        });
        assertThat(plan).anyMatch(line -> line.contains("aggregate_versions_jobs"));
    }

    private List<Long> listed(@Nullable Moment moment) {
        return jobs.jobs(new JobListQuery(null, null, null), PAGE, moment).items().stream()
                .map(JobView::id)
                .toList();
    }

    private List<Long> matching(JobListQuery query) {
        var page = jobs.jobs(query, PAGE, null);
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items().stream().map(JobView::id).toList();
    }

    private List<Long> deeds(@Nullable Moment moment) {
        return jobs.deeds(SERVER, 10, moment).stream().map(Job::number).toList();
    }

    private RecordedEvent started(long number, JobKind kind) {
        var target = new JobTarget(SERVER, 1, "web", "fl-1", Lifecycle.READY);
        var deploy = JobOptions.of(new JobOptions.Deploy("jammy", null, null, List.of()));
        record(new JobRequested(number, kind, target, deploy, 300, null, 0));
        return record(new JobStepClaimed(
                number, JobPlan.DEPLOY, 1, new UUID(1, number), StepEffect.CONVERGE, LATER, LATER, "simulated"));
    }

    private RecordedEvent record(JobEvent event) {
        var recorded = chain.recorded(event);
        database.useTransaction(handle -> new HistoryProjection().apply(handle, List.of(recorded)));
        return recorded;
    }
}
