package dev.fleetledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.domain.job.JobStatus;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.query.history.Documents.Version;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelRequested;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobDeleted;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.JobEvent.JobStepFailed;
import dev.fleetledger.schemas.event.JobEvent.JobStepObserved;
import dev.fleetledger.schemas.event.JobEvent.JobStepSucceeded;
import dev.fleetledger.schemas.event.JobEvent.JobStepWaiting;
import dev.fleetledger.schemas.event.MachineDetails;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeployed;
import dev.fleetledger.schemas.event.ServerEvent.ServerEnlisted;
import dev.fleetledger.schemas.event.ServerEvent.ServerInspected;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.schemas.machine.Hardware;
import dev.fleetledger.schemas.machine.Hardware.NetworkInterface;
import dev.fleetledger.schemas.machine.Hardware.StorageDevice;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.machine.PowerState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the history keeps of jobs, and of what they made of servers, is read as it was. */
class StoredJobsTest {
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final Instant LATER = Instant.parse("2026-11-30T12:00:00.001Z");
    private static final JobTarget TARGET = new JobTarget(SERVER, 1, "web", "fl-1", Lifecycle.READY);

    private final EventChain chain = new EventChain();
    private Version version = Version.NONE;
    private @Nullable Instant createdAt;

    @Test
    void everyStateOfAJobIsReadAsItWas() {
        Job job = null;
        var deploy = JobOptions.of(new JobOptions.Deploy("jammy", null, null, List.of("NODE_ENV")));
        for (var event : List.of(
                new JobRequested(7, JobKind.DEPLOY, TARGET, deploy, 300, null, 0),
                claimed(JobPlan.DEPLOY, 1),
                new JobStepFailed(7, JobPlan.DEPLOY, "away", LATER),
                claimed(JobPlan.DEPLOY, 2),
                new JobStepWaiting(7, JobPlan.DEPLOY, "ref", LATER),
                new JobStepObserved(7, JobPlan.DEPLOY, "Installing OS", 50),
                new JobCancelRequested(7),
                claimed(JobPlan.ABORT, 1),
                new JobStepFailed(7, JobPlan.ABORT, "too late", null),
                new JobStepSucceeded(7, JobPlan.DEPLOY),
                new JobCompleted(7))) {
            job = keptAs(event, job);
        }
        assertThat(job).isNotNull();
        assertThat(job.state().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(version.names()).containsExactly("server:" + SERVER);
        version = Documents.after(chain.recorded(new JobDeleted(7)), version);
        assertThat(version.document()).isNull();
        assertThat(version.names()).containsExactly("server:" + SERVER);
    }

    private static JobStepClaimed claimed(String step, int attempt) {
        return new JobStepClaimed(7, step, attempt, new UUID(1, attempt), StepEffect.CONVERGE, LATER, LATER, "maas");
    }

    private Job keptAs(JobEvent event, @Nullable Job before) {
        var recorded = chain.recorded(event);
        var after = Job.evolve(before, event, recorded.metadata());
        var document = kept(event, recorded.metadata().time(), Documents.after(recorded, version));
        assertThat(StoredAggregates.read(Job.class, "7", created(), LATER, document))
                .isEqualTo(after);
        assertThat(after).isNotNull();
        return after;
    }

    @Test
    void whatIsDoneToAServerIsReadAsItWasAndItsSecretIsNot() {
        var hardware = new Hardware(
                "amd64/generic",
                4,
                2400,
                8192,
                102_400,
                List.of(new StorageDevice("sda", 102_400, "ssd", null)),
                List.of(new NetworkInterface("ens3", "52:54:00:12:34:56", "192.0.2.7", "192.0.2.0/24", 0)));
        var machine = new MachineDetails(
                "fl-1",
                "52:54:00:12:34:56",
                "amd64/generic",
                "ipmi",
                List.of("power_pass"),
                new Concealed("sealed-by-the-keyset"));
        Server server = null;
        for (var event : List.of(
                EventChain.registered(SERVER, "web", 1),
                new ServerEnlisted(SERVER, machine),
                new ServerLifecycleChanged(SERVER, Lifecycle.COMMISSIONING, 7L, null),
                new ServerInspected(SERVER, hardware),
                new ServerLifecycleChanged(SERVER, Lifecycle.READY, null, PowerState.OFF),
                new ServerDeployed(SERVER, 8, "jammy", null),
                new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYED, null, PowerState.ON))) {
            server = keptAs((ServerEvent) event, server);
        }
        assertThat(server).isNotNull();
        assertThat(String.valueOf(version.document())).contains("\"$sealed\":2").doesNotContain("sealed-by-the-keyset");
    }

    private Server keptAs(ServerEvent event, @Nullable Server before) {
        var recorded = chain.recorded(event);
        var time = recorded.metadata().time();
        var after = Server.evolve(before, event, recorded.metadata());
        var document = kept(event, time, Documents.after(recorded, version));
        assertThat(StoredAggregates.read(Server.class, SERVER.toString(), created(), time, document))
                .usingRecursiveComparison()
                .ignoringFields("provisioning.machine.power.value")
                .isEqualTo(after);
        assertThat(after).isNotNull();
        return after;
    }

    private Instant created() {
        return createdAt == null ? Instant.EPOCH : createdAt;
    }

    private ObjectNode kept(FleetEvent event, Instant time, Version after) {
        createdAt = createdAt == null ? time : createdAt;
        var document = after.document();
        if (document == null) {
            throw new AssertionError(event + " left nothing");
        }
        // As the database gives it back.
        version = new Version((ObjectNode) StoredAggregates.parse(document.toString()), after.names());
        return document;
    }
}
