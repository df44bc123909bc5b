package dev.fleetledger.domain.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.JobEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelRequested;
import dev.fleetledger.schemas.event.JobEvent.JobCancelled;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobDeleted;
import dev.fleetledger.schemas.event.JobEvent.JobFailed;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.JobEvent.JobStepFailed;
import dev.fleetledger.schemas.event.JobEvent.JobStepObserved;
import dev.fleetledger.schemas.event.JobEvent.JobStepSucceeded;
import dev.fleetledger.schemas.event.JobEvent.JobStepUnknown;
import dev.fleetledger.schemas.event.JobEvent.JobStepWaiting;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.StepEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Long work on one server.
 *
 * @param number counted per fleet from 1
 * @param state how far it is
 * @param estimatedSeconds how long its like took before, null if there was none
 * @param retryOf the job that it takes up again, or null
 * @param userData of which that is made what the machine is handed, null for nothing or once nobody needs it any more
 */
public record Job(
        @JsonProperty("id") long number,
        JobKind type,
        JobTarget target,
        JobOptions options,
        @Nullable Integer estimatedSeconds,
        @Nullable Long retryOf,
        JobState state,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SealedSecret userData,
        Instant createdAt)
        implements Aggregate {

    /** The job after an event; null once it is no longer listed. */
    public static @Nullable Job evolve(@Nullable Job before, JobEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case JobRequested of ->
                new Job(
                        of.jobNumber(),
                        of.kind(),
                        of.target(),
                        of.options(),
                        of.estimatedSeconds(),
                        of.retryOf(),
                        JobState.requested(of.firstStep()),
                        of.userData() == null ? null : new SealedSecret(of.userData(), metadata.version()),
                        now);
            case JobStepClaimed claimed -> {
                var job = Aggregate.known(before);
                yield job.with(job.state.claimed(claimed, now));
            }
            case JobStepWaiting waiting -> {
                var job = Aggregate.known(before);
                yield job.with(job.state.waiting(waiting));
            }
            case JobStepObserved observed -> {
                var job = Aggregate.known(before);
                yield job.with(job.state.observed(observed));
            }
            case JobStepSucceeded succeeded -> {
                var job = Aggregate.known(before);
                yield job.with(job.state.succeeded(succeeded));
            }
            case JobStepFailed failed -> {
                var job = Aggregate.known(before);
                yield job.with(job.state.failed(failed));
            }
            case JobStepUnknown unknown -> {
                var job = Aggregate.known(before);
                yield job.with(job.state.unknown(unknown.error()));
            }
            case JobCancelRequested ignored -> {
                var job = Aggregate.known(before);
                yield job.with(job.state.toBeStopped());
            }
            case JobCompleted ignored -> {
                var job = Aggregate.known(before);
                yield job.with(job.state.over(JobStatus.COMPLETED, null, now)).withoutUserData();
            }
            case JobFailed failed -> {
                var job = Aggregate.known(before);
                var over = job.with(job.state.over(JobStatus.FAILED, failed.error(), now));
                // What failed may be taken up again.
                yield over.state.outcomeUnknown() ? over.withoutUserData() : over;
            }
            case JobCancelled ignored -> {
                var job = Aggregate.known(before);
                yield job.with(job.state.over(JobStatus.CANCELLED, null, now)).withoutUserData();
            }
            case JobDeleted ignored -> null;
        };
    }

    @Override
    public AggregateRef ref() {
        return JobEvent.job(number);
    }

    /** By its server, also after that server's deletion. */
    @Override
    public Set<String> names() {
        return Set.of(serverName(target.serverId()));
    }

    /** The name by which the jobs of a server are found. */
    public static String serverName(UUID server) {
        return "server:" + server;
    }

    /** As clients know it: {@code deploy-job-123}. */
    public String name() {
        return type.wireName() + "-job-" + number;
    }

    /** Whether something is to be done about it yet. */
    public boolean live() {
        return state.status().live();
    }

    /** Its steps, in their order. */
    public List<JobPlan.Step> plan() {
        return JobPlan.of(type, options);
    }

    /** The step that it is at; throws IndexOutOfBoundsException if all are done. */
    public JobPlan.Step step() {
        return plan().get(state.step());
    }

    /** Whether the step that it is at is the last one. */
    public boolean isAtLastStep() {
        return state.step() == plan().size() - 1;
    }

    /** Whether nobody outside is at it: it can be ended by saying so. */
    public boolean isIdle() {
        return live() && state.call() == null;
    }

    /** Whether a provider can be made to stop it. */
    public boolean canBeStopped() {
        return JobPlan.canBeStopped(type, options);
    }

    /** How long it took; empty unless it was done. */
    public Optional<Duration> took() {
        var finished = state.finishedAt();
        var started = state.startedAt();
        return state.status() == JobStatus.COMPLETED && started != null && finished != null
                ? Optional.of(Duration.between(started, finished))
                : Optional.empty();
    }

    /** What is to be done about it at that time, if anything is. */
    public Optional<Duty> duty(Instant now) {
        if (!live()) {
            return Optional.empty();
        }
        var next = state.nextAttemptAt();
        if (next != null && now.isBefore(next)) {
            return Optional.empty();
        }
        var call = state.call();
        if (call == null && state.step() == plan().size()) {
            // Its end is in the ledger already, and read next.
            return Optional.empty();
        }
        if (call == null) {
            return Optional.of(new Duty.Call(step().name(), state.attempts() + 1, step().effect()));
        }
        if (call.waiting() && state.abort() == null && state.isToBeStopped() && canBeStopped()) {
            return Optional.of(new Duty.Call(JobPlan.ABORT, state.aborts() + 1, StepEffect.CONVERGE));
        }
        var attempt = state.abort() == null ? call : state.abort();
        var late = !now.isBefore(attempt.deadline());
        if (attempt.waiting()) {
            return Optional.of(late ? new Duty.Overdue(attempt) : new Duty.Watch(attempt));
        }
        if (!late) {
            return Optional.empty();
        }
        // Nobody told for as long as all of it may take: what came of it is asked, and not waited for any more.
        var hopeless = attempt.deadline().plus(attempt.isAbort() ? JobPlan.ABORT_WITHIN : step().bound());
        return Optional.of(now.isBefore(hopeless) ? new Duty.Settle(attempt) : new Duty.Overdue(attempt));
    }

    /** When something may be to be done about it next, of one about which nothing is at that time; empty if it is over. */
    public Optional<Instant> dutyAfter(Instant now) {
        var next = state.nextAttemptAt();
        if (!live() || (next != null && now.isBefore(next))) {
            return Optional.ofNullable(next);
        }
        var attempt = state.abort() == null ? state.call() : state.abort();
        return Optional.ofNullable(attempt).map(Attempt::deadline);
    }

    /** The same, with nothing left to hand over. */
    public Job withoutUserData() {
        return new Job(number, type, target, options, estimatedSeconds, retryOf, state, null, createdAt);
    }

    private Job with(JobState changed) {
        return new Job(number, type, target, options, estimatedSeconds, retryOf, changed, userData, createdAt);
    }
}
