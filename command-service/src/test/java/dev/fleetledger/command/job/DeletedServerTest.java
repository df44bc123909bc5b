package dev.fleetledger.command.job;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.job.JobFixtures.COMMISSION;
import static dev.fleetledger.command.job.JobFixtures.MAC;
import static dev.fleetledger.command.job.JobFixtures.SERVER;
import static dev.fleetledger.command.job.JobFixtures.claimed;
import static dev.fleetledger.command.job.JobFixtures.requested;
import static dev.fleetledger.command.job.JobFixtures.then;
import static dev.fleetledger.command.job.JobFixtures.waiting;

import dev.fleetledger.command.server.ServerCommand.DeleteServer;
import dev.fleetledger.command.server.ServerCommand.EnlistServer;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelRequested;
import dev.fleetledger.schemas.event.JobEvent.JobCancelled;
import dev.fleetledger.schemas.event.MachineDetails;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerEnlisted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.StepEffect;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server that is deleted while a job has its machine. */
class DeletedServerTest {
    private static final UUID NEXT = UUID.fromString("9a4f4c3a-2f0c-4a5e-8f44-1d1f0d7f6a10");
    private static final MachineDetails MACHINE =
            new MachineDetails(Server.systemId(NEXT), MAC, "amd64/generic", "manual", List.of(), null);
    private static final EnlistServer SAME_MAC =
            new EnlistServer(NEXT, ServerFields.hostname("web-server-02"), MACHINE);
    private static final FleetEvent[] DELETED = then(
            requested(JobKind.COMMISSION, COMMISSION),
            claimed(JobPlan.ENLIST, StepEffect.CONVERGE, 1),
            waiting(JobPlan.ENLIST),
            new ServerDeleted(SERVER),
            new JobCancelRequested(1));

    @Test
    @DisplayName("H5: its deletion has the job stopped")
    void itsDeletionStopsTheJob() {
        given(then(
                        requested(JobKind.COMMISSION, COMMISSION),
                        claimed(JobPlan.ENLIST, StepEffect.CONVERGE, 1),
                        waiting(JobPlan.ENLIST)))
                .when(new DeleteServer("web-server-01"))
                .then(new ServerDeleted(SERVER), new JobCancelRequested(1));
    }

    @Test
    @DisplayName("G5: its MAC address is taken until the job has let go of the machine")
    void itsMacIsTakenWhileTheJobActs() {
        given(DELETED)
                .when(SAME_MAC)
                .thenRefused(new Rejection.Conflict(
                        "CONFLICT",
                        "MAC address " + MAC + " is that of a deleted server whose commission-job-1 is not over yet;"
                                + " wait for its end"));
    }

    @Test
    @DisplayName("G5: its MAC address is free once the job is over")
    void itsMacIsFreeOnceTheJobIsOver() {
        var details = new ServerDetails("web-server-02", "web-server-02", 22, null, null, List.of());
        given(then(DELETED, new JobCancelled(1)))
                .when(SAME_MAC)
                .then(
                        new ServerRegistered(NEXT, "web-server-02", 2, Origin.API, details),
                        new ServerEnlisted(NEXT, MACHINE));
    }
}
