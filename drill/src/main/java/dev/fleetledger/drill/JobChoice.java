package dev.fleetledger.drill;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.job.JobCommand.CancelJob;
import dev.fleetledger.command.job.JobCommand.RequestJob;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.drill.Message.Operation;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.PowerAction;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What could be asked for about a server's jobs now, at random. */
final class JobChoice {
    private static final JobOptions COMMISSION = JobOptions.of(new JobOptions.Commission(false, false, List.of()));
    private static final JobOptions DEPLOY = JobOptions.of(new JobOptions.Deploy("jammy", null, null, List.of()));
    private static final JobOptions RELEASE = JobOptions.of(new JobOptions.Release(false, false));
    private static final JobOptions ERASE = JobOptions.of(new JobOptions.Release(true, false));
    private static final JobOptions CYCLE = JobOptions.of(new JobOptions.Power(PowerAction.CYCLE, false));
    private static final JobOptions OFF = JobOptions.of(new JobOptions.Power(PowerAction.OFF, false));

    private JobChoice() {}

    /** That some job is begun, or stopped; empty if nothing is possible. */
    static Optional<Command> of(Operation operation, FleetState state) {
        var possible = operation == Operation.CANCEL
                ? state.jobs().all().stream()
                        .<Command>map(job -> new CancelJob(job.number()))
                        .toList()
                : state.servers().table().values().stream()
                        .flatMap(server -> job(server, state).stream())
                        .toList();
        return possible.isEmpty() ? Optional.empty() : Optional.of(anyOf(possible));
    }

    private static <T> T anyOf(List<T> all) {
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }

    private static Optional<Command> job(Server server, FleetState state) {
        if (server.provisioning().job() != null) {
            return Optional.empty();
        }
        var options = switch (server.lifecycle()) {
            case NEW -> List.of(COMMISSION);
            case READY -> List.of(DEPLOY, DEPLOY, CYCLE, COMMISSION);
            case DEPLOYED -> List.of(ERASE, ERASE, RELEASE, CYCLE, OFF);
            case FAILED -> isForPeople(server, state) ? List.<JobOptions>of() : List.of(COMMISSION);
            case COMMISSIONING, DEPLOYING, RELEASING -> List.<JobOptions>of();
        };
        return options.isEmpty() ? Optional.empty() : Optional.of(request(server, anyOf(options)));
    }

    /** Whether nobody knows what came of a job that left it failed. */
    private static boolean isForPeople(Server server, FleetState state) {
        return server.lifecycle() == Lifecycle.FAILED
                && state.jobs().finished().values().stream()
                        .filter(job -> job.target().serverId().equals(server.id()))
                        .anyMatch(JobChoice::isUnknown);
    }

    private static boolean isUnknown(Job job) {
        return job.state().outcomeUnknown();
    }

    private static Command request(Server server, JobOptions options) {
        var kind = JobKind.POWER;
        if (options.commission() != null) {
            kind = JobKind.COMMISSION;
        } else if (options.deploy() != null) {
            kind = JobKind.DEPLOY;
        } else if (options.release() != null) {
            kind = JobKind.RELEASE;
        }
        return new RequestJob(server.id(), kind, options, ServerFields.NONE, null);
    }
}
