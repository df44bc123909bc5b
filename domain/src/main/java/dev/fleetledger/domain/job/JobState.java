package dev.fleetledger.domain.job;

import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.JobEvent.JobStepFailed;
import dev.fleetledger.schemas.event.JobEvent.JobStepObserved;
import dev.fleetledger.schemas.event.JobEvent.JobStepSucceeded;
import dev.fleetledger.schemas.event.JobEvent.JobStepWaiting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param progress in percent; it never falls, and is 100 only when completed
 * @param step that it is at, counted from 0; the number of steps once all are done
 * @param attempts made of that step, the one that is under way with them
 * @param call that was made of it and is not settled, null if there is none
 * @param aborts attempts made to stop that call
 * @param abort the one that is not settled, null if there is none
 * @param cancelRequested whether somebody asked to stop it
 * @param abortRefused whether the provider would not stop it any more
 * @param phase for people, null before anything was done
 * @param error why it failed, or its latest attempt did; null if none did
 * @param outcomeUnknown whether nobody knows what came of a call
 * @param nextAttemptAt not before, null if at once
 * @param startedAt when the first call was claimed, null before
 * @param finishedAt null while it is live
 */
public record JobState(
        JobStatus status,
        int progress,
        int step,
        int attempts,
        @Nullable Attempt call,
        int aborts,
        @Nullable Attempt abort,
        boolean cancelRequested,
        boolean abortRefused,
        @Nullable String phase,
        @Nullable String error,
        boolean outcomeUnknown,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    private static final int DONE = 100;

    static JobState requested(int firstStep) {
        return new JobState(
                JobStatus.PENDING, 0, firstStep, 0, null, 0, null, false, false, null, null, false, null, null, null);
    }

    /** Whether somebody asked to stop it, and the provider has not refused that. */
    public boolean isToBeStopped() {
        return cancelRequested && !abortRefused;
    }

    JobState claimed(JobStepClaimed claimed, Instant now) {
        var isAbort = claimed.step().equals(JobPlan.ABORT);
        var attempt = new Attempt(
                claimed.step(),
                claimed.attempt(),
                claimed.effect(),
                claimed.claimId(),
                now,
                claimed.startBy(),
                claimed.deadline(),
                false,
                isAbort && call != null ? call.reference() : null,
                claimed.provider());
        return new JobState(
                JobStatus.RUNNING,
                progress,
                step,
                isAbort ? attempts : claimed.attempt(),
                isAbort ? call : attempt,
                isAbort ? claimed.attempt() : 0,
                isAbort ? attempt : null,
                cancelRequested,
                abortRefused,
                phase,
                error,
                false,
                null,
                startedAt == null ? now : startedAt,
                null);
    }

    JobState waiting(JobStepWaiting waiting) {
        var isAbort = waiting.step().equals(JobPlan.ABORT);
        return with(
                progress,
                isAbort || call == null ? call : call.waiting(waiting.reference(), waiting.deadline()),
                isAbort && abort != null ? abort.waiting(waiting.reference(), waiting.deadline()) : abort,
                phase);
    }

    JobState observed(JobStepObserved observed) {
        return with(Math.max(progress, Math.min(observed.progress(), DONE - 1)), call, abort, observed.phase());
    }

    /** The step is done, or stopped, which leaves the job at it. */
    JobState succeeded(JobStepSucceeded succeeded) {
        return new JobState(
                status,
                progress,
                succeeded.step().equals(JobPlan.ABORT) ? step : step + 1,
                0,
                null,
                0,
                null,
                cancelRequested,
                abortRefused,
                phase,
                null,
                false,
                null,
                startedAt,
                null);
    }

    JobState failed(JobStepFailed failed) {
        var isAbort = failed.step().equals(JobPlan.ABORT);
        var again = failed.nextAttemptAt();
        return new JobState(
                status,
                progress,
                step,
                attempts,
                isAbort ? call : null,
                aborts,
                null,
                cancelRequested,
                abortRefused || (isAbort && again == null),
                phase,
                failed.error(),
                false,
                again,
                startedAt,
                null);
    }

    JobState unknown(String why) {
        return new JobState(
                status,
                progress,
                step,
                attempts,
                null,
                aborts,
                null,
                cancelRequested,
                abortRefused,
                phase,
                why,
                true,
                null,
                startedAt,
                null);
    }

    JobState toBeStopped() {
        return new JobState(
                status,
                progress,
                step,
                attempts,
                call,
                aborts,
                abort,
                true,
                false,
                phase,
                error,
                outcomeUnknown,
                nextAttemptAt,
                startedAt,
                finishedAt);
    }

    JobState over(JobStatus end, @Nullable String why, Instant now) {
        return new JobState(
                end,
                end == JobStatus.COMPLETED ? DONE : progress,
                step,
                attempts,
                null,
                aborts,
                null,
                cancelRequested,
                abortRefused,
                phase,
                why,
                outcomeUnknown,
                null,
                startedAt,
                now);
    }

    private JobState with(
            int newProgress, @Nullable Attempt newCall, @Nullable Attempt newAbort, @Nullable String newPhase) {
        return new JobState(
                status,
                newProgress,
                step,
                attempts,
                newCall,
                aborts,
                newAbort,
                cancelRequested,
                abortRefused,
                newPhase,
                error,
                outcomeUnknown,
                nextAttemptAt,
                startedAt,
                finishedAt);
    }
}
