package dev.fleetledger.command.job;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.job.JobFixtures.COMMISSION;
import static dev.fleetledger.command.job.JobFixtures.CYCLE;
import static dev.fleetledger.command.job.JobFixtures.DEPLOY;
import static dev.fleetledger.command.job.JobFixtures.ERASE;
import static dev.fleetledger.command.job.JobFixtures.ON;
import static dev.fleetledger.command.job.JobFixtures.RELEASE;
import static dev.fleetledger.command.job.JobFixtures.SERVER;
import static dev.fleetledger.command.job.JobFixtures.claimed;
import static dev.fleetledger.command.job.JobFixtures.enlisted;
import static dev.fleetledger.command.job.JobFixtures.requested;
import static dev.fleetledger.command.job.JobFixtures.server;
import static dev.fleetledger.command.job.JobFixtures.target;
import static dev.fleetledger.command.job.JobFixtures.then;
import static dev.fleetledger.command.job.JobFixtures.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.job.JobCommand.CancelJob;
import dev.fleetledger.command.job.JobCommand.DeleteJob;
import dev.fleetledger.command.job.JobCommand.RequestJob;
import dev.fleetledger.command.job.JobCommand.RetryJob;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.domain.job.Jobs;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelRequested;
import dev.fleetledger.schemas.event.JobEvent.JobCancelled;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobDeleted;
import dev.fleetledger.schemas.event.JobEvent.JobFailed;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.JobEvent.JobStepFailed;
import dev.fleetledger.schemas.event.JobEvent.JobStepSucceeded;
import dev.fleetledger.schemas.event.JobEvent.JobStepUnknown;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobDeciderTest {

    private static RequestJob request(JobKind kind) {
        var options = switch (kind) {
            case COMMISSION -> COMMISSION;
            case DEPLOY -> DEPLOY;
            case RELEASE -> RELEASE;
            case POWER -> CYCLE;
        };
        return new RequestJob(SERVER, kind, options, ServerFields.NONE);
    }

    private static Rejection conflict(String message) {
        return new Rejection.Conflict("CONFLICT", message);
    }

    @Nested
    class G6Beginning {

        @ParameterizedTest
        @CsvSource({
            "COMMISSION, NEW, COMMISSIONING",
            "COMMISSION, READY, COMMISSIONING",
            "COMMISSION, FAILED, COMMISSIONING",
            "DEPLOY, READY, DEPLOYING",
            "RELEASE, DEPLOYED, RELEASING",
            "RELEASE, FAILED, RELEASING",
            "POWER, DEPLOYED, DEPLOYED",
            "POWER, NEW, NEW"
        })
        void takesTheServerOn(JobKind kind, Lifecycle before, Lifecycle during) {
            var asked = request(kind);
            given(server(before))
                    .when(asked)
                    .then(
                            new ServerLifecycleChanged(SERVER, during, 1L, null),
                            new JobRequested(1, kind, target(before), asked.options(), null, null, 0));
        }

        @ParameterizedTest
        @CsvSource({
            "COMMISSION, DEPLOYED, deployed",
            "DEPLOY, NEW, new",
            "DEPLOY, DEPLOYED, deployed",
            "DEPLOY, FAILED, failed",
            "RELEASE, NEW, new",
            "RELEASE, READY, commissioned"
        })
        void isRefusedWhereTheLifecycleHasNoWay(JobKind kind, Lifecycle before, String shown) {
            given(server(before))
                    .when(request(kind))
                    .thenRefused(conflict(
                            "Server 'web-server-01' is " + shown + ", from where there is no " + kind.wireName()));
        }

        @ParameterizedTest
        @EnumSource(JobKind.class)
        void isRefusedWhileAnotherJobHasTheServer(JobKind kind) {
            given(requested(JobKind.COMMISSION, COMMISSION))
                    .when(request(kind))
                    .thenRefused(conflict("Server 'web-server-01' has commission-job-1 going on; wait for its end, or"
                            + " cancel it"));
        }

        @Test
        void needsAServer() {
            var nobody = new UUID(1, 1);
            given(enlisted())
                    .when(new RequestJob(nobody, JobKind.COMMISSION, COMMISSION, ServerFields.NONE))
                    .thenRefused(new Rejection.NotFound("Server", nobody.toString()));
        }

        @Test
        void aDeploymentRenamesTheServerAndAddsTags() {
            var fields =
                    ServerFields.of(Field.of("hostname", "web-01"), Field.of("tags", List.of("web", "production")));
            var renamed = new ServerDetails("web-01", "web-01", 22, null, null, List.of("web", "production"));
            var before = target(Lifecycle.READY);
            given(server(Lifecycle.READY))
                    .when(new RequestJob(SERVER, JobKind.DEPLOY, DEPLOY, fields))
                    .then(
                            new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYING, 1L, null),
                            new JobRequested(
                                    1,
                                    JobKind.DEPLOY,
                                    new JobTarget(SERVER, 1, "web-01", before.systemId(), Lifecycle.READY),
                                    DEPLOY,
                                    null,
                                    null,
                                    0),
                            new ServerUpdated(SERVER, renamed));
        }

        @Test
        void aHostnameThatIsNoneIsRefusedByItsName() {
            var fields = ServerFields.of(Field.of("hostname", "a b"), Field.absent("tags"));
            given(server(Lifecycle.READY))
                    .when(new RequestJob(SERVER, JobKind.DEPLOY, DEPLOY, fields))
                    .thenInvalid("hostname");
        }

        @Test
        void theNextOneOfItsKindIsEstimatedByThoseThatWereDone() {
            given(then(
                            requested(JobKind.POWER, CYCLE),
                            claimed(JobPlan.POWER, StepEffect.ONCE, 1),
                            new JobStepSucceeded(1, JobPlan.POWER),
                            new JobCompleted(1),
                            new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYED, null, null)))
                    .when(request(JobKind.POWER))
                    .then(
                            new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYED, 2L, null),
                            new JobRequested(2, JobKind.POWER, target(Lifecycle.DEPLOYED), CYCLE, 2, null, 0));
        }

        @Test
        void isRefusedWhereAllThatGoesOnHasAsMuchToHandOverAsThereMayBe() {
            var tooMuch = new Concealed("x".repeat((int) JobDecider.MOST_HANDED + 1));
            given(server(Lifecycle.READY))
                    .when(new RequestJob(SERVER, JobKind.DEPLOY, DEPLOY, ServerFields.NONE, tooMuch))
                    .thenRefused(new Rejection.NoRoom(
                            "Deployments that go on have as much to hand over as there may be; wait until some are over",
                            Duration.ofSeconds(30)));
        }

        @Test
        void deletesTheOldestPastTheBound() {
            var most = Jobs.MOST_FINISHED + 1L;
            var listed = LongStream.rangeClosed(1, most)
                    .boxed()
                    .flatMap(number -> Stream.of(
                            new JobRequested(number, JobKind.POWER, target(Lifecycle.READY), CYCLE, null, null, 0),
                            new JobCancelled(number)))
                    .toArray(FleetEvent[]::new);
            given(Stream.concat(Stream.of(server(Lifecycle.READY)), Stream.of(listed))
                            .toArray(FleetEvent[]::new))
                    .when(request(JobKind.DEPLOY))
                    .then(
                            new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYING, most + 1, null),
                            new JobRequested(most + 1, JobKind.DEPLOY, target(Lifecycle.READY), DEPLOY, null, null, 0),
                            new JobDeleted(1),
                            new JobDeleted(2));
        }
    }

    @Nested
    class G9Cancelling {

        @Test
        void whatWasNotBegunIsOverAtOnce() {
            given(requested(JobKind.COMMISSION, COMMISSION))
                    .when(new CancelJob(1))
                    .then(new JobCancelled(1), new ServerLifecycleChanged(SERVER, Lifecycle.NEW, null, null));
        }

        @Test
        void whatWaitsForAnotherAttemptIsOverAtOnce() {
            given(then(
                            requested(JobKind.DEPLOY, DEPLOY),
                            claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1),
                            new JobStepFailed(1, JobPlan.DEPLOY, "away", JobFixtures.LATER)))
                    .when(new CancelJob(1))
                    .then(new JobCancelled(1), new ServerLifecycleChanged(SERVER, Lifecycle.READY, null, null));
        }

        @Test
        void whatIsBeingCalledOrWaitedForIsToBeStopped() {
            var calling = then(requested(JobKind.DEPLOY, DEPLOY), claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1));
            given(calling).when(new CancelJob(1)).then(new JobCancelRequested(1));
            given(then(calling, waiting(JobPlan.DEPLOY))).when(new CancelJob(1)).then(new JobCancelRequested(1));
        }

        @Test
        void anErasureCanBeStoppedAndNothingElseOfARelease() {
            given(then(requested(JobKind.RELEASE, ERASE), claimed(JobPlan.RELEASE, StepEffect.ONCE, 1)))
                    .when(new CancelJob(1))
                    .then(new JobCancelRequested(1));
            given(then(requested(JobKind.RELEASE, RELEASE), claimed(JobPlan.RELEASE, StepEffect.CONVERGE, 1)))
                    .when(new CancelJob(1))
                    .thenRefused(conflict("release-job-1 can't be stopped now"));
        }

        @Test
        void aSecondTimeIsRefused() {
            given(then(
                            requested(JobKind.DEPLOY, DEPLOY),
                            claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1),
                            new JobCancelRequested(1)))
                    .when(new CancelJob(1))
                    .thenRefused(conflict("deploy-job-1 is being cancelled already"));
        }

        @Test
        void whatTheProviderWouldNotStopIsNotAskedForAgain() {
            given(then(
                            requested(JobKind.DEPLOY, DEPLOY),
                            claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1),
                            waiting(JobPlan.DEPLOY),
                            new JobCancelRequested(1),
                            new JobStepFailed(1, JobPlan.ABORT, "too late", null)))
                    .when(new CancelJob(1))
                    .thenRefused(conflict("deploy-job-1 can't be stopped now"));
        }

        @Test
        void whatIsOverIsRefusedAndWhatNeverWasNotFound() {
            given(then(requested(JobKind.DEPLOY, DEPLOY), new JobCancelled(1)))
                    .when(new CancelJob(1))
                    .thenRefused(conflict("deploy-job-1 is cancelled already"));
            given(enlisted()).when(new CancelJob(1)).thenRefused(new Rejection.NotFound("Job", "1"));
        }
    }

    @Nested
    class G9Deleting {

        @Test
        void takesWhatIsOverFromTheList() {
            given(then(requested(JobKind.DEPLOY, DEPLOY), new JobCancelled(1)))
                    .when(new DeleteJob(1))
                    .then(new JobDeleted(1));
        }

        @Test
        void isRefusedBeforeTheEnd() {
            given(requested(JobKind.DEPLOY, DEPLOY))
                    .when(new DeleteJob(1))
                    .thenRefused(conflict("deploy-job-1 is pending; cancel it, or wait for its end"));
        }
    }

    @Nested
    class Retrying {
        private final FleetEvent[] failed = then(
                requested(JobKind.COMMISSION, COMMISSION),
                claimed(JobPlan.ENLIST, StepEffect.CONVERGE, 1),
                new JobStepSucceeded(1, JobPlan.ENLIST),
                claimed(JobPlan.COMMISSION, StepEffect.CONVERGE, 1),
                new JobStepFailed(1, JobPlan.COMMISSION, "it broke", null),
                new JobFailed(1, "it broke"),
                new ServerLifecycleChanged(SERVER, Lifecycle.FAILED, null, null));

        @Test
        void goesOnFromTheStepThatFailed() {
            given(failed)
                    .when(new RetryJob(1))
                    .then(
                            new ServerLifecycleChanged(SERVER, Lifecycle.COMMISSIONING, 2L, null),
                            new JobRequested(2, JobKind.COMMISSION, target(Lifecycle.FAILED), COMMISSION, null, 1L, 1));
        }

        @ParameterizedTest
        @CsvSource({"COMMISSION, SERVER_LIFECYCLE, SERVER_POWER", "POWER, SERVER_POWER, SERVER_LIFECYCLE"})
        void needsWhatAskingForItDoes(JobKind kind, Permission needed, Permission other) {
            var past = then(
                    requested(kind, kind == JobKind.POWER ? ON : COMMISSION),
                    new JobFailed(1, "it broke"),
                    new ServerLifecycleChanged(SERVER, Lifecycle.FAILED, null, null));
            var key = new UUID(5, 5);
            var asking = new Principal(Principal.Kind.API_KEY, key.toString(), "key", Set.of(), null);
            given(then(past, key(key, Permission.JOB_MANAGE, other)))
                    .by(asking)
                    .when(new RetryJob(1))
                    .thenRefused(new Rejection.Forbidden(Set.of(needed), Set.of(Permission.JOB_MANAGE, other)));
            var retried = given(then(past, key(key, Permission.JOB_MANAGE, needed)))
                    .by(asking)
                    .when(new RetryJob(1));
            assertThat(retried.decision()).isInstanceOf(Decision.Accepted.class);
        }

        private ApiKeyCreated key(UUID id, Permission... scopes) {
            var names = Arrays.stream(scopes).map(Permission::wireName).toList();
            return new ApiKeyCreated(id, "key", ApiKeyEvent.NO_USER, names, null, null, new Concealed("hash"));
        }

        @Test
        void isRefusedOfWhatDidNotFail() {
            given(requested(JobKind.COMMISSION, COMMISSION))
                    .when(new RetryJob(1))
                    .thenRefused(conflict("commission-job-1 is pending; what failed alone is taken up again"));
        }

        @Test
        void isRefusedOfWhatMayBeDoneButOnce() {
            given(then(
                            requested(JobKind.RELEASE, ERASE),
                            claimed(JobPlan.RELEASE, StepEffect.ONCE, 1),
                            new JobStepFailed(1, JobPlan.RELEASE, "it broke", null),
                            new JobFailed(1, "it broke"),
                            new ServerLifecycleChanged(SERVER, Lifecycle.FAILED, null, null)))
                    .when(new RetryJob(1))
                    .thenRefused(conflict("release-job-1 was at what is never done twice by itself"));
        }

        @Test
        void isRefusedOfWhatNobodyKnowsTheOutcomeOf() {
            given(then(
                            requested(JobKind.DEPLOY, DEPLOY),
                            claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1),
                            new JobStepUnknown(1, JobPlan.DEPLOY, "nobody can say"),
                            new JobFailed(1, "nobody can say"),
                            new ServerLifecycleChanged(SERVER, Lifecycle.FAILED, null, null)))
                    .when(new RetryJob(1))
                    .thenRefused(conflict("Nobody knows what came of deploy-job-1; look at the machine, and ask for"
                            + " what it needs then"));
        }

        @Test
        void isRefusedOfWhatIsNotTheLatestOfItsServer() {
            var later = then(
                    failed,
                    new ServerLifecycleChanged(SERVER, Lifecycle.RELEASING, 2L, null),
                    new JobRequested(2, JobKind.RELEASE, target(Lifecycle.FAILED), ERASE, null, null, 0),
                    new JobFailed(2, "it broke"),
                    new ServerLifecycleChanged(SERVER, Lifecycle.FAILED, null, null));
            given(later)
                    .when(new RetryJob(1))
                    .thenRefused(
                            conflict("commission-job-1 is not the latest of its server: release-job-2 came after it"));
            given(then(
                            later,
                            new ServerLifecycleChanged(SERVER, Lifecycle.FAILED, 3L, null),
                            new JobRequested(3, JobKind.POWER, target(Lifecycle.FAILED), CYCLE, null, null, 0),
                            new JobStepUnknown(3, JobPlan.POWER, "nobody can say"),
                            new JobFailed(3, "nobody can say"),
                            new ServerLifecycleChanged(SERVER, Lifecycle.FAILED, null, null)))
                    .when(new RetryJob(1))
                    .thenRefused(
                            conflict("commission-job-1 is not the latest of its server: power-job-3 came after it"));
            given(then(later, new JobDeleted(2)))
                    .when(new RetryJob(1))
                    .thenRefused(conflict("commission-job-1 is not the latest of its server: job 2, which is no longer"
                            + " listed, came after it"));
        }

        @Test
        void isNotRefusedForALaterJobOfAnotherServer() {
            var other = new UUID(4, 4);
            var elsewhere = new JobTarget(other, 2, "web-server-02", Server.systemId(other), Lifecycle.NEW);
            given(then(
                            failed,
                            new JobRequested(2, JobKind.COMMISSION, elsewhere, COMMISSION, null, null, 0),
                            new JobCancelled(2)))
                    .when(new RetryJob(1))
                    .then(
                            new ServerLifecycleChanged(SERVER, Lifecycle.COMMISSIONING, 3L, null),
                            new JobRequested(3, JobKind.COMMISSION, target(Lifecycle.FAILED), COMMISSION, null, 1L, 1));
        }

        @Test
        void isRefusedOnceSomethingElseWasDoneOrTheServerIsGone() {
            given(then(failed, new ServerLifecycleChanged(SERVER, Lifecycle.READY, null, null)))
                    .when(new RetryJob(1))
                    .thenRefused(conflict("Server 'web-server-01' is commissioned: something else was done since"
                            + " commission-job-1"));
            given(then(failed, new ServerDeleted(SERVER)))
                    .when(new RetryJob(1))
                    .thenRefused(conflict("The server of commission-job-1 is deleted"));
        }
    }
}
