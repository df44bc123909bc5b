package dev.fleetledger.command.server;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelRequested;
import dev.fleetledger.schemas.event.JobEvent.JobCancelled;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.util.List;
import java.util.Optional;

/** What a server's jobs have to do with its deletion. */
final class JobsOfServer {
    private JobsOfServer() {}

    /** Why it may not be deleted by who is careful, if so. */
    static Optional<Rejection> inTheWay(Server server, FleetState state) {
        var hostname = server.details().hostname();
        var running = live(server, state)
                .map(job -> conflict("Server '" + hostname + "' has " + job.name()
                        + " going on; cancel it first, or wait for its end"));
        return running.or(() -> server.lifecycle() == Lifecycle.DEPLOYED
                ? Optional.of(conflict("Server '" + hostname + "' is deployed; release it first"))
                : Optional.empty());
    }

    /** The end of what goes on: at once if nobody outside is at it, else when the provider has stopped. */
    static List<FleetEvent> endings(Server server, FleetState state) {
        return live(server, state)
                .filter(job -> !job.state().isToBeStopped())
                .<FleetEvent>map(
                        job -> job.isIdle() ? new JobCancelled(job.number()) : new JobCancelRequested(job.number()))
                .stream()
                .toList();
    }

    private static Optional<Job> live(Server server, FleetState state) {
        return Optional.ofNullable(server.provisioning().job())
                .flatMap(state.jobs()::find)
                .filter(Job::live);
    }

    private static Rejection conflict(String message) {
        return new Rejection.Conflict("CONFLICT", message);
    }
}
