package dev.fleetledger.command.job;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.job.JobFixtures.SERVER;
import static dev.fleetledger.command.job.JobFixtures.requested;
import static dev.fleetledger.command.job.JobFixtures.server;
import static dev.fleetledger.command.job.JobFixtures.target;
import static dev.fleetledger.command.job.JobFixtures.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.http.FakeLedger;
import dev.fleetledger.command.job.JobCommand.RequestJob;
import dev.fleetledger.command.job.JobCommand.RetryJob;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobStatus;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Found;
import dev.fleetledger.providers.Order;
import dev.fleetledger.providers.Task;
import dev.fleetledger.providers.UserData;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobFailed;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.event.TemplateDetails;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateCreated;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateDeleted;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** G6 G10: what a machine is handed stands sealed in its job until its provider is called. */
class UserDataOfJobsTest {
    private static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final Concealed SEALED = new Concealed("c2VhbGVk");
    private static final UserData DATA = new UserData("#cloud-config\n");
    private static final JobOptions OPTIONS =
            JobOptions.of(new JobOptions.Deploy("jammy", null, "docker-host", List.of(), 1L, "1.0", DATA.sha256()));
    private static final TemplateCreated TEMPLATE = new TemplateCreated(
            1,
            new UUID(1, 1),
            new TemplateDetails("docker-host", null, null, List.of(), List.of(), DATA.text(), List.of(), List.of()));
    private static final RequestJob REQUEST =
            new RequestJob(SERVER, JobKind.DEPLOY, OPTIONS, ServerFields.NONE, SEALED);

    private static JobRequested handing(long number, Lifecycle before, @Nullable Long retryOf) {
        return new JobRequested(number, JobKind.DEPLOY, target(before), OPTIONS, null, retryOf, 0, SEALED);
    }

    private static FleetEvent[] asked(FleetEvent... more) {
        var begun = then(
                server(Lifecycle.READY),
                TEMPLATE,
                handing(1, Lifecycle.READY, null),
                new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYING, 1L, null));
        return then(begun, more);
    }

    private static FleetEvent[] failed() {
        return asked(new JobFailed(1, "it broke"), new ServerLifecycleChanged(SERVER, Lifecycle.FAILED, null, null));
    }

    @Test
    void theRequestKeepsItSealed() {
        given(then(server(Lifecycle.READY), TEMPLATE))
                .when(REQUEST)
                .then(
                        new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYING, 1L, null),
                        handing(1, Lifecycle.READY, null));
    }

    @Test
    @DisplayName("G10: a template that was deleted since the request was read is not deployed")
    void deletedMeanwhile() {
        given(then(server(Lifecycle.READY), TEMPLATE, new TemplateDeleted(1)))
                .when(REQUEST)
                .thenRefused(new Rejection.Conflict("CONFLICT", "Template 'docker-host' was deleted meanwhile"));
    }

    @Test
    void whatFailedIsTakenUpAgainWithIt() {
        given(failed())
                .when(new RetryJob(1))
                .then(
                        new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYING, 2L, null),
                        handing(2, Lifecycle.FAILED, 1L));
        given(then(failed(), new TemplateDeleted(1)))
                .when(new RetryJob(1))
                .thenRefused(new Rejection.Conflict("CONFLICT", "Template 'docker-host' was deleted meanwhile"));
    }

    @Test
    void whatIsDoneKeepsItNoLonger() {
        var jobs =
                DeciderSpecification.state(List.of(asked(new JobCompleted(1)))).jobs();
        assertThat(jobs.find(1).orElseThrow().userData()).isNull();
        assertThat(DeciderSpecification.state(List.of(failed()))
                        .jobs()
                        .find(1)
                        .orElseThrow()
                        .userData())
                .isNotNull();
    }

    private Job awaitEnd(StepCall.Opener opener, FakeProvider provider) throws Exception {
        Instant now = DeciderSpecification.START.plusSeconds(9);
        var ledger = new FakeLedger(() -> now, asked());
        var nanos = new AtomicLong();
        var process = new JobProcess(
                ledger, provider, opener, () -> now, () -> nanos.addAndGet(10_000_000_000L), UUID::randomUUID);
        process.start();
        try {
            await().atMost(A_WHILE)
                    .until(() -> !ledger.state(FleetId.DEFAULT)
                            .jobs()
                            .find(1)
                            .orElseThrow()
                            .live());
            return ledger.state(FleetId.DEFAULT).jobs().find(1).orElseThrow();
        } finally {
            process.stop();
        }
    }

    @Test
    @DisplayName("G10: the provider is handed what was meant, when it is called")
    void reachesTheProvider() throws Exception {
        var provider = new FakeProvider();
        provider.answer = new Answer.Done(Found.NOTHING);
        StepCall.Opener opener = (server, inputs, sha256) ->
                server.equals(SERVER) && inputs.equals(SEALED) && DATA.sha256().equals(sha256)
                        ? Optional.of(DATA)
                        : Optional.empty();
        assertThat(awaitEnd(opener, provider).state().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(provider.begun)
                .extracting(Order::task)
                .containsExactly(new Task.Deploy(Objects.requireNonNull(OPTIONS.deploy()), DATA));
    }

    @Test
    void whatCannotBeOpenedIsNotBegun() throws Exception {
        var provider = new FakeProvider();
        var job = awaitEnd((server, inputs, sha256) -> Optional.empty(), provider);
        assertThat(job.state().status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.state().error()).contains("ask for the deployment anew");
        assertThat(provider.begun).isEmpty();
    }

    @Test
    void withoutAnythingToHandOverNothingIsOpened() {
        assertThat(DeciderSpecification.state(List.of(requested(JobKind.DEPLOY, JobFixtures.DEPLOY)))
                        .jobs()
                        .find(1)
                        .orElseThrow()
                        .userData())
                .isNull();
    }
}
