package dev.fleetledger.schemas.avro;

import dev.fleetledger.schemas.event.Concealed;
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
import dev.fleetledger.schemas.event.MachineDetails;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeployed;
import dev.fleetledger.schemas.event.ServerEvent.ServerEnlisted;
import dev.fleetledger.schemas.event.ServerEvent.ServerInspected;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobLine;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.LogLevel;
import dev.fleetledger.schemas.job.PowerAction;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.schemas.machine.Hardware;
import dev.fleetledger.schemas.machine.Hardware.NetworkInterface;
import dev.fleetledger.schemas.machine.Hardware.StorageDevice;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.machine.PowerState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Jobs, and what they make of servers, as records. */
final class JobFixtures {
    private static final UUID ID = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final Instant THEN = Instant.parse("2025-12-29T07:00:00.123Z");
    private static final String MAC = "52:54:00:12:34:56";
    private static final JobTarget TARGET = new JobTarget(ID, 1, "web-server-01", "fl-3d298266633b", Lifecycle.READY);

    private JobFixtures() {}

    static List<Record> all() {
        return List.of(
                new JobLine(7, 1_766_991_600_123_00001L, THEN, LogLevel.WARNING, "no DHCP lease, ü"),
                new JobRequested(
                        1,
                        JobKind.COMMISSION,
                        TARGET,
                        JobOptions.of(new JobOptions.Commission(true, false, List.of("smartctl-validate"))),
                        900,
                        7L,
                        1),
                new JobRequested(
                        2,
                        JobKind.DEPLOY,
                        TARGET,
                        JobOptions.of(new JobOptions.Deploy(
                                "jammy", "hwe-22.04", "docker-host", List.of("NODE_ENV"), 1L, "1.2", "0".repeat(64))),
                        null,
                        null,
                        0,
                        new Concealed("sealed")),
                new JobRequested(
                        2,
                        JobKind.DEPLOY,
                        TARGET,
                        JobOptions.of(new JobOptions.Deploy(null, null, null, List.of())),
                        null,
                        null,
                        0),
                new JobRequested(
                        3, JobKind.RELEASE, TARGET, JobOptions.of(new JobOptions.Release(true, false)), null, null, 0),
                new JobRequested(
                        4,
                        JobKind.POWER,
                        TARGET,
                        JobOptions.of(new JobOptions.Power(PowerAction.CYCLE, true)),
                        null,
                        null,
                        0),
                new JobStepClaimed(
                        1, "commission", 2, ID, StepEffect.CONVERGE, THEN, THEN.plusSeconds(30), "simulated"),
                new JobStepWaiting(1, "commission", "simulated 1", THEN),
                new JobStepWaiting(1, "commission", null, THEN),
                new JobStepObserved(1, "commission", "Testing hardware", 75),
                new JobStepSucceeded(1, "commission"),
                new JobStepFailed(1, "commission", "no answer", THEN),
                new JobStepFailed(1, "commission", "it broke", null),
                new JobStepUnknown(1, "release", "nobody can say"),
                new JobCancelRequested(1),
                new JobCompleted(1),
                new JobFailed(1, "it broke"),
                new JobCancelled(1),
                new JobDeleted(1),
                new ServerEnlisted(
                        ID,
                        new MachineDetails(
                                "fl-3d298266633b",
                                MAC,
                                "amd64/generic",
                                "ipmi",
                                List.of("power_address"),
                                new Concealed("sealed"))),
                new ServerEnlisted(
                        ID, new MachineDetails("fl-3d298266633b", MAC, "amd64/generic", "manual", List.of(), null)),
                new ServerLifecycleChanged(ID, Lifecycle.DEPLOYING, 2L, null),
                new ServerLifecycleChanged(ID, Lifecycle.DEPLOYED, null, PowerState.ON),
                new ServerDeployed(ID, 2, "jammy", "docker-host", 1L, "1.2"),
                new ServerDeployed(ID, 2, null, null),
                new ServerInspected(
                        ID,
                        new Hardware(
                                "amd64/generic",
                                4,
                                2400,
                                8192,
                                102_400,
                                List.of(new StorageDevice("sda", 102_400, "ssd", "Samsung SSD")),
                                List.of(new NetworkInterface("ens3", MAC, "192.168.1.101", "192.168.1.0/24", 0)))),
                new ServerInspected(
                        ID,
                        new Hardware(
                                null,
                                1,
                                null,
                                1,
                                0,
                                List.of(new StorageDevice("sda", 1, "hdd", null)),
                                List.of(new NetworkInterface("eth0", MAC, null, null, null)))));
    }
}
