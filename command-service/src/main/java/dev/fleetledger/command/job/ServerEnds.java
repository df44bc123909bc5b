package dev.fleetledger.command.job;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelled;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobFailed;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeployed;
import dev.fleetledger.schemas.event.ServerEvent.ServerInspected;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.machine.Hardware;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.machine.PowerState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How jobs end, and in which state they leave their servers, if those are there still. */
final class ServerEnds {
    private ServerEnds() {}

    static List<FleetEvent> completed(Job job, FleetState state, @Nullable PowerState power) {
        var events = new ArrayList<FleetEvent>(List.of(new JobCompleted(job.number())));
        var deploy = job.options().deploy();
        if (deploy != null && has(job, state)) {
            events.add(new ServerDeployed(
                    job.target().serverId(),
                    job.number(),
                    deploy.distroSeries(),
                    deploy.template(),
                    deploy.templateNumber(),
                    deploy.templateVersion()));
        }
        events.addAll(left(job, state, done(job), power));
        return events;
    }

    static List<FleetEvent> failed(Job job, FleetState state, String error) {
        var events = new ArrayList<FleetEvent>(List.of(new JobFailed(job.number(), error)));
        var lifecycle = job.type() == JobKind.POWER ? job.target().lifecycle() : Lifecycle.FAILED;
        events.addAll(left(job, state, lifecycle, null));
        return events;
    }

    /** Of one that was not begun: its server is where it was. */
    static List<FleetEvent> cancelled(Job job, FleetState state) {
        return cancelled(job, state, job.target().lifecycle());
    }

    /** Of one that its provider stopped: a server that was being released is neither deployed any more nor ready. */
    static List<FleetEvent> stopped(Job job, FleetState state) {
        return cancelled(
                job,
                state,
                job.type() == JobKind.RELEASE ? Lifecycle.FAILED : job.target().lifecycle());
    }

    private static List<FleetEvent> cancelled(Job job, FleetState state, Lifecycle lifecycle) {
        var events = new ArrayList<FleetEvent>(List.of(new JobCancelled(job.number())));
        events.addAll(left(job, state, lifecycle, null));
        return events;
    }

    static List<FleetEvent> inspected(Job job, FleetState state, @Nullable Hardware hardware) {
        return hardware == null || !has(job, state)
                ? List.of()
                : List.of(new ServerInspected(job.target().serverId(), hardware));
    }

    private static Lifecycle done(Job job) {
        return switch (job.type()) {
            case COMMISSION, RELEASE -> Lifecycle.READY;
            case DEPLOY -> Lifecycle.DEPLOYED;
            case POWER -> job.target().lifecycle();
        };
    }

    private static List<FleetEvent> left(Job job, FleetState state, Lifecycle lifecycle, @Nullable PowerState power) {
        return has(job, state)
                ? List.of(new ServerLifecycleChanged(job.target().serverId(), lifecycle, null, power))
                : List.of();
    }

    private static boolean has(Job job, FleetState state) {
        return state.servers()
                .find(job.target().serverId())
                .map(server -> server.provisioning().job())
                .filter(number -> number == job.number())
                .isPresent();
    }
}
