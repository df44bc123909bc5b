package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.StepEffect;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Facts about long work: each step of it is claimed before anybody outside is called, and told of after. A step is known by
 * its name in the plan of its job's kind; {@code abort} is the step that stops another one.
 */
public sealed interface JobEvent extends FleetEvent {

    /** The job's number, counted per fleet from 1. */
    long jobNumber();

    @Override
    default AggregateRef aggregate() {
        return job(jobNumber());
    }

    /** The job of that number. */
    static AggregateRef job(long number) {
        return new AggregateRef(AggregateType.JOB, Long.toString(number));
    }

    /**
     * Something long is to be done.
     *
     * @param estimatedSeconds how long its like took before, null if there was none
     * @param retryOf the job that failed and is taken up again, or null
     * @param firstStep of its plan, counted from 0: those before it were done by the job that is taken up again
     * @param userData of which that is made what a deployed machine is handed, sealed for its server; null for nothing
     */
    @EventType("job.requested")
    record JobRequested(
            long jobNumber,
            JobKind kind,
            JobTarget target,
            JobOptions options,
            @Nullable Integer estimatedSeconds,
            @Nullable Long retryOf,
            int firstStep,
            @Nullable Concealed userData)
            implements JobEvent {

        /** Of one that hands nothing to the machine. */
        public JobRequested(
                long jobNumber,
                JobKind kind,
                JobTarget target,
                JobOptions options,
                @Nullable Integer estimatedSeconds,
                @Nullable Long retryOf,
                int firstStep) {
            this(jobNumber, kind, target, options, estimatedSeconds, retryOf, firstStep, null);
        }
    }

    /**
     * Somebody outside is about to be called, or was, if the caller died.
     *
     * @param attempt counted from 1 for each step
     * @param claimId of this attempt alone
     * @param startBy after which the call may no longer begin; milliseconds
     * @param deadline after which the call must be over; milliseconds
     * @param provider that is called, by name
     */
    @EventType("job.step-claimed")
    record JobStepClaimed(
            long jobNumber,
            String step,
            int attempt,
            UUID claimId,
            StepEffect effect,
            Instant startBy,
            Instant deadline,
            String provider)
            implements JobEvent {}

    /**
     * Whoever was called is at it.
     *
     * @param reference by which the provider knows what it is doing, null if it needs none
     * @param deadline after which it counts as failed; milliseconds
     */
    @EventType("job.step-waiting")
    record JobStepWaiting(
            long jobNumber, String step, @Nullable String reference, Instant deadline) implements JobEvent {}

    /**
     * It got further.
     *
     * @param phase for people
     * @param progress of the whole job in percent, 0 to 99
     */
    @EventType("job.step-observed")
    record JobStepObserved(long jobNumber, String step, String phase, int progress) implements JobEvent {}

    /** It is done. */
    @EventType("job.step-succeeded")
    record JobStepSucceeded(long jobNumber, String step) implements JobEvent {}

    /**
     * It is positively not done.
     *
     * @param error one sentence
     * @param nextAttemptAt when it is tried again, null if never; milliseconds
     */
    @EventType("job.step-failed")
    record JobStepFailed(
            long jobNumber,
            String step,
            String error,
            @Nullable Instant nextAttemptAt) implements JobEvent {}

    /**
     * Nobody can say what came of it, and it is not tried again.
     *
     * @param error one sentence
     */
    @EventType("job.step-unknown")
    record JobStepUnknown(long jobNumber, String step, String error) implements JobEvent {}

    /** It is to be stopped. */
    @EventType("job.cancel-requested")
    record JobCancelRequested(long jobNumber) implements JobEvent {}

    /** All of it is done. */
    @EventType("job.completed")
    record JobCompleted(long jobNumber) implements JobEvent {}

    /**
     * It is over, and not done.
     *
     * @param error one sentence
     */
    @EventType("job.failed")
    record JobFailed(long jobNumber, String error) implements JobEvent {}

    /** It is over, as it was to be. */
    @EventType("job.cancelled")
    record JobCancelled(long jobNumber) implements JobEvent {}

    /** It is no longer listed; the ledger keeps its history. */
    @EventType("job.deleted")
    record JobDeleted(long jobNumber) implements JobEvent {}
}
