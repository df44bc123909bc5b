package dev.fleetledger.query.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.query.history.AuditDao;
import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.event.JobEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelRequested;
import dev.fleetledger.schemas.event.JobEvent.JobCancelled;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobFailed;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.JobEvent.JobStepFailed;
import dev.fleetledger.schemas.event.JobEvent.JobStepSucceeded;
import dev.fleetledger.schemas.event.JobEvent.JobStepWaiting;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A job that is being stopped: what ended is named, the step or its abort. */
class MilestonesTest {
    private static final Instant LATER = Instant.parse("2026-11-30T12:00:00Z");

    private final Jdbi database = TestTables.create();
    private final EventChain chain = new EventChain();
    private final Milestones.Log log = new Milestones.Log(new AuditDao(database));

    @BeforeEach
    void isBeingStopped() {
        var target = new JobTarget(new UUID(3, 1), 1, "web", "fl-1", Lifecycle.READY);
        var deploy = JobOptions.of(new JobOptions.Deploy("jammy", null, null, List.of()));
        happen(
                new JobRequested(7, JobKind.DEPLOY, target, deploy, 300, null, 0),
                claimed(JobPlan.DEPLOY, 1),
                new JobStepWaiting(7, JobPlan.DEPLOY, "ref", LATER),
                new JobCancelRequested(7),
                claimed(JobPlan.ABORT, 1));
    }

    private static JobStepClaimed claimed(String step, int attempt) {
        return new JobStepClaimed(7, step, attempt, UUID.randomUUID(), StepEffect.CONVERGE, LATER, LATER, "simulated");
    }

    private void happen(JobEvent... events) {
        for (var event : events) {
            var recorded = chain.recorded(event);
            database.useTransaction(handle -> new HistoryProjection().apply(handle, List.of(recorded)));
        }
    }

    private List<String> lastTwo() {
        var lines = log.of(7).stream().map(JobLog.Line::message).toList();
        return lines.subList(lines.size() - 2, lines.size());
    }

    @Test
    @DisplayName("G9: the abort, where it stopped the step")
    void aborted() {
        happen(new JobStepSucceeded(7, JobPlan.ABORT), new JobCancelled(7));
        assertThat(lastTwo()).containsExactly("[simulated] Done with abort", "[simulated] Job cancelled");
    }

    @Test
    @DisplayName("G9: the step, where it was done before it could be stopped")
    void done() {
        happen(new JobStepSucceeded(7, JobPlan.DEPLOY), new JobCompleted(7));
        assertThat(lastTwo()).containsExactly("[simulated] Done with deploy", "[simulated] Job completed");
    }

    @Test
    @DisplayName("G9: the step, where it failed before it could be stopped")
    void failed() {
        happen(new JobStepFailed(7, JobPlan.DEPLOY, "no disk", null), new JobFailed(7, "no disk"));
        assertThat(lastTwo()).containsExactly("[simulated] Not done with deploy: no disk", "[simulated] Job failed");
    }

    @Test
    @DisplayName("G9: the abort, where the provider would not stop the step")
    void refused() {
        happen(new JobStepFailed(7, JobPlan.ABORT, "too late", null));
        assertThat(lastTwo().getLast()).isEqualTo("[simulated] Not done with abort: too late");
    }
}
