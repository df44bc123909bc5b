package dev.fleetledger.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.JobEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelled;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobDeleted;
import dev.fleetledger.schemas.event.JobEvent.JobFailed;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.JobEvent.JobStepObserved;
import dev.fleetledger.schemas.event.JobEvent.JobStepSucceeded;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final JobTarget TARGET = new JobTarget(new UUID(1, 1), 1, "web", "fl-1", Lifecycle.READY);
    private static final JobOptions DEPLOY = JobOptions.of(new JobOptions.Deploy(null, null, null, List.of()));

    private Instant now = Instant.parse("2026-01-18T10:00:00Z");
    private Jobs jobs = Jobs.EMPTY;
    private long sequence;

    private void happens(JobEvent event) {
        var metadata = new EventMetadata(
                new UUID(0, 1),
                EventCatalog.typeOf(event),
                "test",
                now,
                event.aggregate(),
                FleetId.DEFAULT,
                ++sequence,
                1,
                "system:test",
                null,
                null,
                new UUID(1, 1),
                new UUID(2, 1),
                null,
                null,
                null);
        jobs = jobs.evolve(event, metadata);
    }

    private void requested(long number) {
        happens(new JobRequested(number, JobKind.DEPLOY, TARGET, DEPLOY, null, null, 0));
    }

    private void claimed(long number) {
        happens(new JobStepClaimed(number, JobPlan.DEPLOY, 1, new UUID(3, 3), StepEffect.CONVERGE, now, now, "fake"));
    }

    @Test
    void whatIsLiveIsApartFromWhatIsOver() {
        requested(1);
        requested(2);
        happens(new JobCancelled(1));
        assertThat(jobs.all()).extracting(Job::number).containsExactly(2L);
        assertThat(jobs.find(1))
                .hasValueSatisfying(job -> assertThat(job.live()).isFalse());
        happens(new JobDeleted(1));
        assertThat(jobs.find(1)).isEmpty();
        assertThat(jobs.lastNumber()).isEqualTo(2);
    }

    @Test
    void ofSoManyThatFailedThatIsKeptWhichTheyWereToHandOver() {
        for (long number = 1; number <= Jobs.MOST_KEPT + 1; number++) {
            var userData = new Concealed("sealed");
            happens(new JobRequested(number, JobKind.DEPLOY, TARGET, DEPLOY, null, null, 0, userData));
            happens(new JobFailed(number, "it broke"));
        }
        assertThat(kept(1)).isFalse();
        assertThat(kept(2)).isTrue();
        happens(new JobDeleted(2));
        requested(Jobs.MOST_KEPT + 2);
        happens(new JobFailed(Jobs.MOST_KEPT + 2, "it broke"));
        assertThat(kept(3)).isTrue();
        assertThat(jobs.kept()).hasSize(Jobs.MOST_KEPT - 1);
    }

    private boolean kept(long number) {
        return jobs.find(number).orElseThrow().userData() != null;
    }

    @Test
    void progressNeverFallsAndIsWholeOnlyAtTheEnd() {
        requested(1);
        claimed(1);
        happens(new JobStepObserved(1, JobPlan.DEPLOY, "Rebooting", 120));
        assertThat(progress()).isEqualTo(99);
        happens(new JobStepObserved(1, JobPlan.DEPLOY, "Installing OS", 50));
        assertThat(progress()).isEqualTo(99);
        happens(new JobCompleted(1));
        assertThat(progress()).isEqualTo(100);
    }

    private int progress() {
        return jobs.find(1).orElseThrow().state().progress();
    }

    @Test
    void theNextOneIsEstimatedByTheMedianOfTheLatestThatWereDone() {
        assertThat(jobs.estimate(JobKind.DEPLOY)).isEmpty();
        for (var number = 1; number <= 40; number++) {
            requested(number);
            claimed(number);
            now = now.plusSeconds(number);
            happens(number == 40 ? new JobCancelled(number) : new JobCompleted(number));
        }
        // Of the 21 from 19 to 39.
        assertThat(jobs.estimate(JobKind.DEPLOY)).hasValue(29);
        assertThat(jobs.estimate(JobKind.RELEASE)).isEmpty();
    }

    @Test
    void nothingIsToBeDoneBetweenTheLastStepAndTheEnd() {
        requested(1);
        claimed(1);
        happens(new JobStepSucceeded(1, JobPlan.DEPLOY));
        var job = jobs.find(1).orElseThrow();
        assertThat(job.live()).isTrue();
        assertThat(job.duty(now)).isEmpty();
        assertThat(job.dutyAfter(now)).isEmpty();
    }

    @Test
    void theLatestOfAServerIsKnownWhileAnyOfItIsListed() {
        var server = TARGET.serverId();
        assertThat(jobs.latestOf(server)).isZero();
        requested(1);
        happens(new JobCancelled(1));
        requested(2);
        happens(new JobCancelled(2));
        assertThat(jobs.latestOf(server)).isEqualTo(2);
        happens(new JobDeleted(2));
        assertThat(jobs.latestOf(server)).isEqualTo(2);
        happens(new JobDeleted(1));
        assertThat(jobs.latestOf(server)).isZero();
        assertThat(jobs.servers()).isEmpty();
    }

    @Test
    void whatChangedIsToldUnlessItIsTooLongAgo() {
        requested(1);
        claimed(1);
        requested(2);
        assertThat(jobs.changedAfter(0))
                .hasValueSatisfying(all -> assertThat(all).containsExactlyInAnyOrder(1L, 2L));
        assertThat(jobs.changedAfter(2))
                .hasValueSatisfying(all -> assertThat(all).containsExactly(2L));
        assertThat(jobs.changedAfter(3))
                .hasValueSatisfying(all -> assertThat(all).isEmpty());
        for (var number = 3; number <= 2 + Jobs.MOST_CHANGES; number++) {
            requested(number);
        }
        assertThat(jobs.changes()).hasSize(Jobs.MOST_CHANGES);
        assertThat(jobs.changedAfter(2)).isEmpty();
        assertThat(jobs.changedAfter(3))
                .hasValueSatisfying(all -> assertThat(all).hasSize(Jobs.MOST_CHANGES));
    }

    @Test
    void theOldestThatAreOverMakeRoomTwoAtATime() {
        for (var number = 1L; number <= Jobs.MOST_FINISHED; number++) {
            assertThat(jobs.outgrown()).isEmpty();
            requested(number);
            happens(new JobCancelled(number));
        }
        assertThat(jobs.outgrown()).extracting(Job::number).containsExactly(1L);
        for (var number = Jobs.MOST_FINISHED + 1L; number <= Jobs.MOST_FINISHED + 3L; number++) {
            requested(number);
            happens(new JobCancelled(number));
        }
        assertThat(jobs.outgrown()).extracting(Job::number).containsExactly(1L, 2L);
    }
}
