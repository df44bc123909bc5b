package dev.fleetledger.command.job;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.job.JobFixtures.ABORT;
import static dev.fleetledger.command.job.JobFixtures.CLAIM;
import static dev.fleetledger.command.job.JobFixtures.COMMISSION;
import static dev.fleetledger.command.job.JobFixtures.CYCLE;
import static dev.fleetledger.command.job.JobFixtures.DEPLOY;
import static dev.fleetledger.command.job.JobFixtures.ERASE;
import static dev.fleetledger.command.job.JobFixtures.SERVER;
import static dev.fleetledger.command.job.JobFixtures.claimed;
import static dev.fleetledger.command.job.JobFixtures.claimedLongAgo;
import static dev.fleetledger.command.job.JobFixtures.late;
import static dev.fleetledger.command.job.JobFixtures.requested;
import static dev.fleetledger.command.job.JobFixtures.then;
import static dev.fleetledger.command.job.JobFixtures.waiting;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.job.StepCommand.ClaimStep;
import dev.fleetledger.command.job.StepCommand.TellStep;
import dev.fleetledger.command.job.StepCommand.Told;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.providers.Found;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelRequested;
import dev.fleetledger.schemas.event.JobEvent.JobCancelled;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobFailed;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.JobEvent.JobStepFailed;
import dev.fleetledger.schemas.event.JobEvent.JobStepObserved;
import dev.fleetledger.schemas.event.JobEvent.JobStepSucceeded;
import dev.fleetledger.schemas.event.JobEvent.JobStepUnknown;
import dev.fleetledger.schemas.event.JobEvent.JobStepWaiting;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeployed;
import dev.fleetledger.schemas.event.ServerEvent.ServerInspected;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.schemas.machine.Hardware;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.machine.PowerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of each kind of step at each place where its caller may have died. */
class StepDeciderTest {
    private static final Rejection TAKEN =
            new Rejection.Conflict("CONFLICT", "It is not due, or another one is at it already");
    private static final ServerLifecycleChanged FAILED =
            new ServerLifecycleChanged(SERVER, Lifecycle.FAILED, null, null);

    private static TellStep tell(Told told) {
        return new TellStep(1, CLAIM, told);
    }

    /** When what comes after that past is decided. */
    private static Instant after(FleetEvent... past) {
        return DeciderSpecification.START.plusSeconds(past.length + 1L);
    }

    private static FleetEvent[] deploying() {
        return then(requested(JobKind.DEPLOY, DEPLOY), claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1));
    }

    private static FleetEvent[] waitingForDeployment() {
        return then(deploying(), waiting(JobPlan.DEPLOY));
    }

    private static FleetEvent[] once() {
        return then(requested(JobKind.RELEASE, ERASE), claimed(JobPlan.RELEASE, StepEffect.ONCE, 1));
    }

    @Nested
    class Claiming {
        private final ClaimStep first = new ClaimStep(1, JobPlan.DEPLOY, 1, CLAIM, "fake");

        @Test
        void saysUntilWhenTheCallMayBegin() {
            var past = requested(JobKind.DEPLOY, DEPLOY);
            var startBy = after(past).plusSeconds(10);
            given(past)
                    .when(first)
                    .then(new JobStepClaimed(
                            1,
                            JobPlan.DEPLOY,
                            1,
                            CLAIM,
                            StepEffect.CONVERGE,
                            startBy,
                            startBy.plusSeconds(20),
                            "fake"));
        }

        @Test
        void isOneCallersAlone() {
            given(deploying()).when(first).thenRefused(TAKEN);
            given(deploying())
                    .when(new ClaimStep(1, JobPlan.DEPLOY, 2, new UUID(9, 9), "fake"))
                    .thenRefused(TAKEN);
            given(waitingForDeployment())
                    .when(new ClaimStep(1, JobPlan.DEPLOY, 2, new UUID(9, 9), "fake"))
                    .thenRefused(TAKEN);
        }

        @Test
        void ofAnotherStepOrAttemptOrOfNoJobIsRefused() {
            given(requested(JobKind.DEPLOY, DEPLOY))
                    .when(new ClaimStep(1, JobPlan.RELEASE, 1, CLAIM, "fake"))
                    .thenRefused(TAKEN);
            given(requested(JobKind.DEPLOY, DEPLOY))
                    .when(new ClaimStep(1, JobPlan.DEPLOY, 2, CLAIM, "fake"))
                    .thenRefused(TAKEN);
            given().when(first).thenRefused(TAKEN);
        }

        @Test
        void whatMayBeDoneButOnceIsNeverClaimedAgain() {
            for (var attempt = 1; attempt <= 2; attempt++) {
                given(once())
                        .when(new ClaimStep(1, JobPlan.RELEASE, attempt, new UUID(9, 9), "fake"))
                        .thenRefused(TAKEN);
            }
        }

        @Test
        void ofAnotherAttemptWaitsForItsTime() {
            var past = then(deploying(), new JobStepFailed(1, JobPlan.DEPLOY, "away", JobFixtures.LATER));
            given(past).when(new ClaimStep(1, JobPlan.DEPLOY, 2, ABORT, "fake")).thenRefused(TAKEN);
        }
    }

    @Nested
    class Telling {

        @Test
        void thatItBeganStartsTheWait() {
            var past = deploying();
            given(past)
                    .when(tell(new Told.Began("ref")))
                    .then(new JobStepWaiting(
                            1, JobPlan.DEPLOY, "ref", after(past).plus(Duration.ofMinutes(80))));
        }

        @Test
        void thatItBeganIsNothingNewTheSecondTime() {
            given(waitingForDeployment()).when(tell(new Told.Began("ref"))).thenNothing();
        }

        @Test
        void aPhaseIsAMilestoneOnce() {
            var past = waitingForDeployment();
            given(past)
                    .when(tell(new Told.Further("Installing OS", 50)))
                    .then(new JobStepObserved(1, JobPlan.DEPLOY, "Installing OS", 50));
            given(then(past, new JobStepObserved(1, JobPlan.DEPLOY, "Installing OS", 50)))
                    .when(tell(new Told.Further("Installing OS", 55)))
                    .thenNothing();
        }

        @Test
        void theLastStepDoneIsTheJobDone() {
            given(waitingForDeployment())
                    .when(tell(new Told.Done(new Found(null, PowerState.ON))))
                    .then(
                            new JobStepSucceeded(1, JobPlan.DEPLOY),
                            new JobCompleted(1),
                            new ServerDeployed(SERVER, 1, "jammy", null),
                            new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYED, null, PowerState.ON));
        }

        @Test
        void aStepDoneBeforeTheLastIsNoMore() {
            given(then(requested(JobKind.COMMISSION, COMMISSION), claimed(JobPlan.ENLIST, StepEffect.CONVERGE, 1)))
                    .when(tell(new Told.Done(Found.NOTHING)))
                    .then(new JobStepSucceeded(1, JobPlan.ENLIST));
        }

        @Test
        void whatACommissioningFoundIsKept() {
            var hardware = new Hardware("amd64/generic", 4, 2400, 8192, 102_400, List.of(), List.of());
            given(then(
                            requested(JobKind.COMMISSION, COMMISSION),
                            claimed(JobPlan.ENLIST, StepEffect.CONVERGE, 1),
                            new JobStepSucceeded(1, JobPlan.ENLIST),
                            claimed(JobPlan.COMMISSION, StepEffect.CONVERGE, 1),
                            waiting(JobPlan.COMMISSION)))
                    .when(tell(new Told.Done(new Found(hardware, PowerState.OFF))))
                    .then(
                            new JobStepSucceeded(1, JobPlan.COMMISSION),
                            new ServerInspected(SERVER, hardware),
                            new JobCompleted(1),
                            new ServerLifecycleChanged(SERVER, Lifecycle.READY, null, PowerState.OFF));
        }

        @Test
        void aFailureForGoodEndsTheJob() {
            given(waitingForDeployment())
                    .when(tell(new Told.Failed("it broke", false)))
                    .then(new JobStepFailed(1, JobPlan.DEPLOY, "it broke", null), new JobFailed(1, "it broke"), FAILED);
        }

        @Test
        void aFailureForNowIsTriedAgainThriceAtMost() {
            var past = deploying();
            given(past)
                    .when(tell(new Told.Failed("away", true)))
                    .then(new JobStepFailed(
                            1, JobPlan.DEPLOY, "away", after(past).plusSeconds(5)));
            given(then(requested(JobKind.DEPLOY, DEPLOY), claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 3)))
                    .when(tell(new Told.Failed("away", true)))
                    .then(new JobStepFailed(1, JobPlan.DEPLOY, "away", null), new JobFailed(1, "away"), FAILED);
        }

        @Test
        void whatMayBeDoneButOnceIsNotTriedAgain() {
            given(once())
                    .when(tell(new Told.Failed("away", true)))
                    .then(new JobStepFailed(1, JobPlan.RELEASE, "away", null), new JobFailed(1, "away"), FAILED);
        }

        @Test
        void aFailureOfPowerLeavesTheLifecycle() {
            given(then(requested(JobKind.POWER, CYCLE), claimed(JobPlan.POWER, StepEffect.ONCE, 1)))
                    .when(tell(new Told.Failed("it broke", false)))
                    .then(
                            new JobStepFailed(1, JobPlan.POWER, "it broke", null),
                            new JobFailed(1, "it broke"),
                            new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYED, null, null));
        }

        @Test
        void whatIsSettledOrAnothersChangesNothing() {
            given(deploying())
                    .when(new TellStep(1, new UUID(9, 9), new Told.Done(Found.NOTHING)))
                    .thenNothing();
            given(then(deploying(), new JobStepFailed(1, JobPlan.DEPLOY, "away", JobFixtures.LATER)))
                    .when(tell(new Told.Done(Found.NOTHING)))
                    .thenNothing();
            given(then(deploying(), new JobCancelled(1)))
                    .when(tell(new Told.Done(Found.NOTHING)))
                    .thenNothing();
            given().when(tell(new Told.Done(Found.NOTHING))).thenNothing();
        }

        @Test
        void aServerThatIsGoneStaysGone() {
            given(then(waitingForDeployment(), new ServerDeleted(SERVER)))
                    .when(tell(new Told.Done(Found.NOTHING)))
                    .then(new JobStepSucceeded(1, JobPlan.DEPLOY), new JobCompleted(1));
        }
    }

    @Nested
    class Reconciling {

        @Test
        void whatConvergesAndWasPositivelyNotBegunIsBegunAgain() {
            var past = deploying();
            given(past)
                    .when(tell(new Told.NotBegun()))
                    .then(new JobStepFailed(1, JobPlan.DEPLOY, "The provider has not begun it", after(past)));
        }

        @Test
        void butNotAFourthTime() {
            var error = "The provider has not begun it";
            given(then(requested(JobKind.DEPLOY, DEPLOY), claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 3)))
                    .when(tell(new Told.NotBegun()))
                    .then(new JobStepFailed(1, JobPlan.DEPLOY, error, null), new JobFailed(1, error), FAILED);
        }

        @Test
        void whatMayBeDoneButOnceIsNotEvenThen() {
            var error = "The provider has not begun it";
            given(once())
                    .when(tell(new Told.NotBegun()))
                    .then(new JobStepFailed(1, JobPlan.RELEASE, error, null), new JobFailed(1, error), FAILED);
        }

        @Test
        void whatTheProviderWasAtAndIsNoLongerHasFailed() {
            var error = "The provider is no longer at it";
            given(waitingForDeployment())
                    .when(tell(new Told.NotBegun()))
                    .then(new JobStepFailed(1, JobPlan.DEPLOY, error, null), new JobFailed(1, error), FAILED);
        }

        @Test
        void whatNobodyCanTellIsUnknownAndNotTriedAgain() {
            given(deploying())
                    .when(tell(new Told.Unknown("No trace.")))
                    .then(
                            new JobStepUnknown(1, JobPlan.DEPLOY, "No trace."),
                            new JobFailed(1, "The outcome is unknown. No trace."),
                            FAILED);
        }

        @Test
        void whatCouldNotBeAskedForTooLongIsUnknown() {
            var reason = "The provider could not be asked what came of it";
            given(deploying())
                    .when(tell(new Told.Unknown(reason)))
                    .then(
                            new JobStepUnknown(1, JobPlan.DEPLOY, reason),
                            new JobFailed(1, "The outcome is unknown. " + reason),
                            FAILED);
        }

        @Test
        void whatIsNotDoneInTimeHasFailed() {
            var error = "It was not done within 80 minutes; the provider is at it yet";
            given(then(deploying(), late(JobPlan.DEPLOY)))
                    .when(tell(new Told.Overdue()))
                    .then(new JobStepFailed(1, JobPlan.DEPLOY, error, null), new JobFailed(1, error), FAILED);
            given(then(requested(JobKind.DEPLOY, DEPLOY), claimedLongAgo(JobPlan.DEPLOY, StepEffect.CONVERGE)))
                    .when(tell(new Told.Overdue()))
                    .then(new JobStepFailed(1, JobPlan.DEPLOY, error, null), new JobFailed(1, error), FAILED);
        }
    }

    @Nested
    class WhatHasTimeYet {

        @Test
        void isNotEndedByWhoTakesItForOverdue() {
            given(deploying()).when(tell(new Told.Overdue())).thenNothing();
            given(waitingForDeployment()).when(tell(new Told.Overdue())).thenNothing();
            given(then(once(), waiting(JobPlan.RELEASE)))
                    .when(tell(new Told.Overdue()))
                    .thenNothing();
        }

        @Test
        void isNotEndedWhileItIsToBeStopped() {
            var past = then(deploying(), late(JobPlan.DEPLOY), new JobCancelRequested(1));
            given(past).when(tell(new Told.Overdue())).thenNothing();
            var aborting = then(
                    past,
                    new JobStepClaimed(
                            1,
                            JobPlan.ABORT,
                            1,
                            ABORT,
                            StepEffect.CONVERGE,
                            JobFixtures.LATER,
                            JobFixtures.LATER,
                            "fake"));
            given(aborting).when(tell(new Told.Overdue())).thenNothing();
            given(aborting).when(new TellStep(1, ABORT, new Told.Overdue())).thenNothing();
        }
    }

    @Nested
    class Stopping {
        private final ServerLifecycleChanged back = new ServerLifecycleChanged(SERVER, Lifecycle.READY, null, null);
        private final FleetEvent[] asked = then(waitingForDeployment(), new JobCancelRequested(1));
        private final FleetEvent[] aborting = then(
                asked,
                new JobStepClaimed(
                        1, JobPlan.ABORT, 1, ABORT, StepEffect.CONVERGE, JobFixtures.LATER, JobFixtures.LATER, "fake"));

        private static TellStep abort(Told told) {
            return new TellStep(1, ABORT, told);
        }

        @Test
        void isAClaimOfItsOwn() {
            var startBy = after(asked).plusSeconds(10);
            given(asked)
                    .when(new ClaimStep(1, JobPlan.ABORT, 1, ABORT, "fake"))
                    .then(new JobStepClaimed(
                            1, JobPlan.ABORT, 1, ABORT, StepEffect.CONVERGE, startBy, startBy.plusSeconds(20), "fake"));
            given(waitingForDeployment())
                    .when(new ClaimStep(1, JobPlan.ABORT, 1, ABORT, "fake"))
                    .thenRefused(TAKEN);
        }

        @Test
        void whatIsStoppedGoesBack() {
            given(aborting)
                    .when(abort(new Told.Done(Found.NOTHING)))
                    .then(new JobStepSucceeded(1, JobPlan.ABORT), new JobCancelled(1), back);
        }

        @Test
        void aServerWhoseErasureIsStoppedIsNeitherDeployedNorReady() {
            given(then(
                            once(),
                            waiting(JobPlan.RELEASE),
                            new JobCancelRequested(1),
                            new JobStepClaimed(
                                    1,
                                    JobPlan.ABORT,
                                    1,
                                    ABORT,
                                    StepEffect.CONVERGE,
                                    JobFixtures.LATER,
                                    JobFixtures.LATER,
                                    "fake")))
                    .when(abort(new Told.Done(Found.NOTHING)))
                    .then(new JobStepSucceeded(1, JobPlan.ABORT), new JobCancelled(1), FAILED);
        }

        @Test
        void whatWasDoneBeforeIsDone() {
            given(aborting)
                    .when(tell(new Told.Done(Found.NOTHING)))
                    .then(
                            new JobStepSucceeded(1, JobPlan.DEPLOY),
                            new JobCompleted(1),
                            new ServerDeployed(SERVER, 1, "jammy", null),
                            new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYED, null, null));
        }

        @Test
        void whatIsRefusedGoesOn() {
            given(aborting)
                    .when(abort(new Told.Failed("too late", false)))
                    .then(new JobStepFailed(1, JobPlan.ABORT, "too late", null));
            given(then(aborting, new JobStepFailed(1, JobPlan.ABORT, "too late", null)))
                    .when(new ClaimStep(1, JobPlan.ABORT, 2, new UUID(9, 9), "fake"))
                    .thenRefused(TAKEN);
        }

        @Test
        void whatTheProviderDidNotHearIsSaidAgain() {
            given(aborting)
                    .when(abort(new Told.NotBegun()))
                    .then(new JobStepFailed(
                            1, JobPlan.ABORT, "The provider has not begun to stop it", after(aborting)));
        }

        @Test
        void whatTakesTheProviderTimeIsWaitedFor() {
            given(aborting)
                    .when(abort(new Told.Began(null)))
                    .then(new JobStepWaiting(
                            1, JobPlan.ABORT, null, after(aborting).plus(JobPlan.ABORT_WITHIN)));
        }

        @Test
        void whatIsNotStoppedInTimeIsUnknown() {
            var reason = "The provider did not stop it in time";
            given(then(aborting, late(JobPlan.ABORT)))
                    .when(abort(new Told.Overdue()))
                    .then(
                            new JobStepUnknown(1, JobPlan.ABORT, reason),
                            new JobFailed(1, "The outcome is unknown. " + reason),
                            FAILED);
        }

        @Test
        void aCallThatFailsMeanwhileIsTheEnd() {
            var past = then(deploying(), new JobCancelRequested(1));
            given(past)
                    .when(tell(new Told.Failed("away", true)))
                    .then(
                            new JobStepFailed(
                                    1, JobPlan.DEPLOY, "away", after(past).plusSeconds(5)),
                            new JobCancelled(1),
                            back);
            given(past)
                    .when(tell(new Told.NotBegun()))
                    .then(
                            new JobStepFailed(1, JobPlan.DEPLOY, "The provider has not begun it", after(past)),
                            new JobCancelled(1),
                            back);
        }

        @Test
        void anErasureThatTheProviderIsNoLongerAtLeavesNoDeployedServer() {
            given(then(once(), waiting(JobPlan.RELEASE), new JobCancelRequested(1)))
                    .when(tell(new Told.NotBegun()))
                    .then(
                            new JobStepFailed(1, JobPlan.RELEASE, "The provider is no longer at it", null),
                            new JobCancelled(1),
                            FAILED);
            given(then(once(), new JobCancelRequested(1)))
                    .when(tell(new Told.NotBegun()))
                    .then(
                            new JobStepFailed(1, JobPlan.RELEASE, "The provider has not begun it", null),
                            new JobCancelled(1),
                            new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYED, null, null));
        }

        @Test
        void betweenTwoStepsIsTheEnd() {
            given(then(
                            requested(JobKind.COMMISSION, COMMISSION),
                            claimed(JobPlan.ENLIST, StepEffect.CONVERGE, 1),
                            new JobCancelRequested(1)))
                    .when(tell(new Told.Done(Found.NOTHING)))
                    .then(
                            new JobStepSucceeded(1, JobPlan.ENLIST),
                            new JobCancelled(1),
                            new ServerLifecycleChanged(SERVER, Lifecycle.NEW, null, null));
        }
    }
}
