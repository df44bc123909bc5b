package dev.fleetledger.command.job;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.job.StepCommand.ClaimStep;
import dev.fleetledger.command.job.StepCommand.TellStep;
import dev.fleetledger.command.job.StepCommand.Told;
import dev.fleetledger.command.process.OutsideCalls;
import dev.fleetledger.domain.job.Attempt;
import dev.fleetledger.domain.job.Duty;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.providers.Found;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.JobEvent.JobStepFailed;
import dev.fleetledger.schemas.event.JobEvent.JobStepObserved;
import dev.fleetledger.schemas.event.JobEvent.JobStepSucceeded;
import dev.fleetledger.schemas.event.JobEvent.JobStepUnknown;
import dev.fleetledger.schemas.event.JobEvent.JobStepWaiting;
import dev.fleetledger.schemas.job.StepEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Decides what becomes of the steps of jobs: each is claimed by one at a time, and one that may be made but once is never
 * claimed a second time.
 */
final class StepDecider {
    /** What a call may take. */
    static final Duration CALL = Duration.ofSeconds(20);

    static final int MOST_ATTEMPTS = 3;
    private static final Duration WAIT = Duration.ofSeconds(5);

    private StepDecider() {}

    static Decision decide(StepCommand command, FleetState state, Instant now) {
        return switch (command) {
            case ClaimStep claim -> claim(claim, state, now);
            case TellStep tell ->
                state.jobs()
                        .find(tell.number())
                        .filter(Job::live)
                        .map(job -> tell(tell, job, state, now))
                        .orElseGet(() -> outdated(tell.number()));
        };
    }

    private static Decision claim(ClaimStep command, FleetState state, Instant now) {
        var startBy = now.plus(OutsideCalls.START_WITHIN);
        return state.jobs()
                .find(command.number())
                .flatMap(job -> job.duty(now))
                .filter(Duty.Call.class::isInstance)
                .map(Duty.Call.class::cast)
                .filter(call -> call.step().equals(command.step()) && call.attempt() == command.attempt())
                .map(call -> Decision.accept(new JobStepClaimed(
                        command.number(),
                        call.step(),
                        call.attempt(),
                        command.claimId(),
                        call.effect(),
                        startBy,
                        startBy.plus(CALL),
                        command.provider())))
                .orElseGet(() -> Decision.refuse(
                        new Rejection.Conflict("CONFLICT", "It is not due, or another one is at it already")));
    }

    private static Decision tell(TellStep command, Job job, FleetState state, Instant now) {
        var abort = job.state().abort();
        if (abort != null && abort.claimId().equals(command.claimId())) {
            return events(job, abort(job, abort, command.told(), state, now));
        }
        var call = job.state().call();
        return call != null && call.claimId().equals(command.claimId())
                ? events(job, call(job, call, command.told(), state, now))
                : outdated(job.number());
    }

    private static List<FleetEvent> call(Job job, Attempt call, Told told, FleetState state, Instant now) {
        return switch (told) {
            case Told.Began began -> began(job, call, began, now.plus(job.step().bound()));
            case Told.Further further -> further(job, call, further);
            case Told.Done done -> done(job, call, done.found(), state);
            case Told.Failed failed -> failed(job, call, failed, state, now);
            case Told.NotBegun ignored -> notBegun(job, call, state, now);
            case Told.Unknown unknown -> unknown(job, call, unknown.reason(), state);
            case Told.Overdue ignored ->
                isOverdue(job, call, now)
                        ? ended(
                                job,
                                call,
                                "It was not done within " + words(job.step().bound()) + "; the provider is at it yet",
                                state)
                        : List.of();
        };
    }

    private static List<FleetEvent> began(Job job, Attempt attempt, Told.Began began, Instant deadline) {
        return attempt.waiting() && Objects.equals(attempt.reference(), began.reference())
                ? List.of()
                : List.of(new JobStepWaiting(job.number(), attempt.step(), began.reference(), deadline));
    }

    private static List<FleetEvent> further(Job job, Attempt call, Told.Further further) {
        return further.phase().equals(job.state().phase())
                ? List.of()
                : List.of(new JobStepObserved(job.number(), call.step(), further.phase(), further.progress()));
    }

    private static List<FleetEvent> done(Job job, Attempt call, Found found, FleetState state) {
        var events = new ArrayList<FleetEvent>(List.of(new JobStepSucceeded(job.number(), call.step())));
        events.addAll(ServerEnds.inspected(job, state, found.hardware()));
        if (job.isAtLastStep()) {
            events.addAll(ServerEnds.completed(job, state, found.power()));
        } else if (job.state().cancelRequested()) {
            events.addAll(ServerEnds.cancelled(job, state));
        }
        return events;
    }

    private static List<FleetEvent> failed(Job job, Attempt call, Told.Failed failed, FleetState state, Instant now) {
        if (!failed.retryable() || call.effect() == StepEffect.ONCE || call.number() >= MOST_ATTEMPTS) {
            return ended(job, call, failed.error(), state);
        }
        var again = new JobStepFailed(
                job.number(), call.step(), failed.error(), now.plus(WAIT.multipliedBy(call.number())));
        return job.state().cancelRequested() ? stopped(job, call, again, state) : List.of(again);
    }

    private static List<FleetEvent> notBegun(Job job, Attempt call, FleetState state, Instant now) {
        var error = call.waiting() ? "The provider is no longer at it" : "The provider has not begun it";
        var last = call.waiting() || call.effect() == StepEffect.ONCE || call.number() >= MOST_ATTEMPTS;
        var failed = new JobStepFailed(job.number(), call.step(), error, last ? null : now);
        if (job.state().cancelRequested()) {
            return stopped(job, call, failed, state);
        }
        return last ? ended(job, call, error, state) : List.of(failed);
    }

    private static List<FleetEvent> ended(Job job, Attempt call, String error, FleetState state) {
        var events = new ArrayList<FleetEvent>(List.of(new JobStepFailed(job.number(), call.step(), error, null)));
        events.addAll(ServerEnds.failed(job, state, error));
        return events;
    }

    private static List<FleetEvent> unknown(Job job, Attempt call, String reason, FleetState state) {
        var events = new ArrayList<FleetEvent>(List.of(new JobStepUnknown(job.number(), call.step(), reason)));
        events.addAll(ServerEnds.failed(job, state, "The outcome is unknown. " + reason));
        return events;
    }

    /** It was to be stopped, and the provider is at nothing: any more if it was once, else it never was. */
    private static List<FleetEvent> stopped(Job job, Attempt call, FleetEvent first, FleetState state) {
        var events = new ArrayList<>(List.of(first));
        events.addAll(call.waiting() ? ServerEnds.stopped(job, state) : ServerEnds.cancelled(job, state));
        return events;
    }

    private static List<FleetEvent> aborted(Job job, Attempt abort, FleetState state) {
        var events = new ArrayList<FleetEvent>(List.of(new JobStepSucceeded(job.number(), abort.step())));
        events.addAll(ServerEnds.stopped(job, state));
        return events;
    }

    private static List<FleetEvent> abort(Job job, Attempt abort, Told told, FleetState state, Instant now) {
        return switch (told) {
            case Told.Began began -> began(job, abort, began, now.plus(JobPlan.ABORT_WITHIN));
            case Told.Further ignored -> List.of();
            case Told.Done ignored -> aborted(job, abort, state);
            case Told.Failed failed ->
                List.of(abortFailed(job, abort, failed.error(), failed.retryable(), now.plus(WAIT)));
            case Told.NotBegun ignored ->
                List.of(abortFailed(job, abort, "The provider has not begun to stop it", true, now));
            case Told.Unknown unknown -> unknown(job, abort, unknown.reason(), state);
            case Told.Overdue ignored ->
                isOverdue(job, abort, now)
                        ? unknown(job, abort, "The provider did not stop it in time", state)
                        : List.of();
        };
    }

    /** By the ledger's time: the clock of who tells it may be ahead, or the attempt got more time since it looked. */
    private static boolean isOverdue(Job job, Attempt attempt, Instant now) {
        return job.duty(now).filter(new Duty.Overdue(attempt)::equals).isPresent();
    }

    private static JobEvent abortFailed(Job job, Attempt abort, String error, boolean retryable, Instant next) {
        return new JobStepFailed(
                job.number(), abort.step(), error, retryable && abort.number() < MOST_ATTEMPTS ? next : null);
    }

    private static String words(Duration bound) {
        return bound.toMinutes() < 120 ? bound.toMinutes() + " minutes" : bound.toHours() + " hours";
    }

    private static Decision events(Job job, List<FleetEvent> events) {
        return new Decision.Accepted(job.ref(), events);
    }

    /** Somebody else claimed it since, or it is settled. */
    private static Decision outdated(long number) {
        return Decision.unchanged(JobEvent.job(number));
    }
}
