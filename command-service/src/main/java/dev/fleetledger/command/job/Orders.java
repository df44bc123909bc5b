package dev.fleetledger.command.job;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.domain.job.Attempt;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.domain.server.Provisioning.Machine;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.providers.Order;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.providers.Task;
import dev.fleetledger.providers.UserData;
import java.util.Objects;

/** What providers are told of jobs. */
final class Orders {
    private Orders() {}

    /** The machine that a job is about; without what only its server knew, if that is gone. */
    static dev.fleetledger.providers.Machine machine(Job job, FleetState state) {
        var target = job.target();
        var machine = state.servers()
                .find(target.serverId())
                .map(Server::provisioning)
                .map(provisioning -> provisioning.machine());
        return new dev.fleetledger.providers.Machine(
                target.systemId(),
                target.hostname(),
                machine.map(Machine::macAddress).orElse(null),
                machine.map(Machine::architecture).orElse(null));
    }

    /** An attempt at the step that a job is at. */
    static Order order(Job job, Attempt attempt) {
        return new Order(attempt.claimId(), task(job), attempt.claimedAt(), attempt.reference());
    }

    /** Why a provider can say nothing of a call that another one was claimed for, and do nothing about it. */
    static String elsewhere(Attempt call, Provider provider) {
        return "Its provider was '" + call.provider() + "', and the one that is configured now is '" + provider.name()
                + "', which knows nothing of it; look at the machine";
    }

    /** The same that has something to hand over. */
    static Order with(Order order, UserData userData) {
        return order.task() instanceof Task.Deploy deploy
                ? new Order(
                        order.id(), new Task.Deploy(deploy.options(), userData), order.claimedAt(), order.reference())
                : order;
    }

    private static Task task(Job job) {
        var options = job.options();
        return switch (job.step().name()) {
            case JobPlan.ENLIST -> new Task.Enlist();
            case JobPlan.COMMISSION -> new Task.Commission(Objects.requireNonNull(options.commission()));
            case JobPlan.DEPLOY -> new Task.Deploy(Objects.requireNonNull(options.deploy()));
            case JobPlan.RELEASE -> new Task.Release(Objects.requireNonNull(options.release()));
            case JobPlan.POWER -> new Task.Power(Objects.requireNonNull(options.power()));
            default ->
                throw new IllegalStateException(
                        "no task of the step " + job.step().name());
        };
    }
}
