package dev.fleetledger.command.job;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.JobEvent.JobStepWaiting;
import dev.fleetledger.schemas.event.MachineDetails;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerEnlisted;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.PowerAction;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A server and its jobs to test with. */
final class JobFixtures {
    static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    static final UUID CLAIM = new UUID(7, 1);
    static final UUID ABORT = new UUID(7, 2);
    static final String MAC = "52:54:00:12:34:56";
    static final ServerDetails DETAILS =
            new ServerDetails("web-server-01", "web-server-01", 22, null, null, List.of("web"));
    static final JobOptions COMMISSION = JobOptions.of(new JobOptions.Commission(true, false, List.of()));
    static final JobOptions DEPLOY = JobOptions.of(new JobOptions.Deploy("jammy", null, null, List.of()));
    static final JobOptions RELEASE = JobOptions.of(new JobOptions.Release(false, false));
    static final JobOptions ERASE = JobOptions.of(new JobOptions.Release(true, false));
    static final JobOptions CYCLE = JobOptions.of(new JobOptions.Power(PowerAction.CYCLE, false));
    static final JobOptions ON = JobOptions.of(new JobOptions.Power(PowerAction.ON, false));
    /** Later than all that is given. */
    static final Instant LATER = DeciderSpecification.START.plusSeconds(1000);

    private JobFixtures() {}

    static FleetEvent[] enlisted() {
        return new FleetEvent[] {
            new ServerRegistered(SERVER, "web-server-01", 1, Origin.API, DETAILS),
            new ServerEnlisted(
                    SERVER,
                    new MachineDetails(Server.systemId(SERVER), MAC, "amd64/generic", "manual", List.of(), null))
        };
    }

    /** The server there, so far and without a job. */
    static FleetEvent[] server(Lifecycle lifecycle) {
        return then(enlisted(), new ServerLifecycleChanged(SERVER, lifecycle, null, null));
    }

    static JobTarget target(Lifecycle before) {
        return new JobTarget(SERVER, 1, "web-server-01", Server.systemId(SERVER), before);
    }

    /** Job 1, which was asked for and not begun. */
    static FleetEvent[] requested(JobKind kind, JobOptions options) {
        var before = switch (kind) {
            case COMMISSION -> Lifecycle.NEW;
            case DEPLOY -> Lifecycle.READY;
            case RELEASE, POWER -> Lifecycle.DEPLOYED;
        };
        var during = switch (kind) {
            case COMMISSION -> Lifecycle.COMMISSIONING;
            case DEPLOY -> Lifecycle.DEPLOYING;
            case RELEASE -> Lifecycle.RELEASING;
            case POWER -> Lifecycle.DEPLOYED;
        };
        return then(
                server(before),
                new JobRequested(1, kind, target(before), options, null, null, 0),
                new ServerLifecycleChanged(SERVER, during, 1L, null));
    }

    /** A claim of {@link #CLAIM} whose call must be over. */
    static JobStepClaimed claimed(String step, StepEffect effect, int attempt) {
        return new JobStepClaimed(
                1,
                step,
                attempt,
                CLAIM,
                effect,
                DeciderSpecification.START.plusSeconds(10),
                DeciderSpecification.START.plusSeconds(30),
                "fake");
    }

    /** One of {@link #CLAIM} of which nobody told for as long as all of it may take. */
    static JobStepClaimed claimedLongAgo(String step, StepEffect effect) {
        var over = DeciderSpecification.START.minus(Duration.ofDays(2));
        return new JobStepClaimed(1, step, 1, CLAIM, effect, over.minusSeconds(20), over, "fake");
    }

    /** What is waited for, and should be done by now. */
    static JobStepWaiting late(String step) {
        return new JobStepWaiting(1, step, "ref", DeciderSpecification.START);
    }

    static JobStepWaiting waiting(String step) {
        return new JobStepWaiting(1, step, "ref", LATER);
    }

    static FleetEvent[] then(FleetEvent[] past, FleetEvent... more) {
        var all = new ArrayList<>(Arrays.asList(past));
        all.addAll(Arrays.asList(more));
        return all.toArray(FleetEvent[]::new);
    }
}
