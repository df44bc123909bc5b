package dev.fleetledger.command.job;

import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.identity.Authorization;
import dev.fleetledger.command.job.JobCommand.CancelJob;
import dev.fleetledger.command.job.JobCommand.DeleteJob;
import dev.fleetledger.command.job.JobCommand.RequestJob;
import dev.fleetledger.command.job.JobCommand.RetryJob;
import dev.fleetledger.command.server.ServerNaming;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.domain.job.JobStatus;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelRequested;
import dev.fleetledger.schemas.event.JobEvent.JobDeleted;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides which long work may begin, and what people may do about it. */
final class JobDecider {
    private static final Set<Lifecycle> TO_COMMISSION = Set.of(Lifecycle.NEW, Lifecycle.READY, Lifecycle.FAILED);
    private static final Set<Lifecycle> TO_RELEASE = Set.of(Lifecycle.DEPLOYED, Lifecycle.FAILED);

    /** Characters of what all jobs that go on are to hand over, sealed. */
    static final long MOST_HANDED = 128L * 1024 * 1024;

    private JobDecider() {}

    static Decision decide(JobCommand command, FleetState state, CommandContext context) {
        return switch (command) {
            case RequestJob request ->
                Decision.of(
                        state.servers().find(request.serverId()),
                        "Server",
                        request.serverId(),
                        server -> request(request, server, state));
            case CancelJob cancel -> of(cancel.number(), state, job -> cancel(job, state));
            case RetryJob retry -> of(retry.number(), state, job -> retry(job, state, context));
            case DeleteJob delete -> of(delete.number(), state, JobDecider::delete);
        };
    }

    private static Decision of(long number, FleetState state, Function<Job, Decision> decide) {
        return state.jobs()
                .find(number)
                .map(decide)
                .orElseGet(() -> Decision.refuse(new Rejection.NotFound("Job", Long.toString(number))));
    }

    private static Decision request(RequestJob command, Server server, FleetState state) {
        var refusal = busy(server, state)
                .or(() -> illegal(command.kind(), server))
                .or(() -> withoutTemplate(command.options(), state))
                .or(() -> tooMuch(command.userData(), state));
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        var naming = ServerNaming.of(server, command.fields(), state.servers());
        return switch (naming) {
            case ServerNaming.Refused refused -> Decision.refuse(refused.rejection());
            case ServerNaming.Named named -> {
                var hostname = named.details().hostname();
                var events =
                        begun(server, hostname, command.kind(), command.options(), command.userData(), null, 0, state);
                if (!named.details().equals(server.details())) {
                    events.add(new ServerUpdated(server.id(), named.details()));
                }
                yield new Decision.Accepted(events.getFirst().aggregate(), events);
            }
        };
    }

    /** First what becomes of the server: it is that which was asked to change, and whose version counts. */
    private static List<FleetEvent> begun(
            Server server,
            String hostname,
            JobKind kind,
            JobOptions options,
            @Nullable Concealed userData,
            @Nullable Long retryOf,
            int firstStep,
            FleetState state) {
        var jobs = state.jobs();
        var number = jobs.lastNumber() + 1;
        var target = new JobTarget(server.id(), server.number(), hostname, server.systemId(), server.lifecycle());
        var events = new ArrayList<FleetEvent>();
        events.add(new ServerLifecycleChanged(server.id(), during(kind, server), number, null));
        events.add(new JobRequested(
                number, kind, target, options, jobs.estimate(kind).orElse(null), retryOf, firstStep, userData));
        jobs.outgrown().forEach(oldest -> events.add(new JobDeleted(oldest.number())));
        return events;
    }

    private static Lifecycle during(JobKind kind, Server server) {
        return switch (kind) {
            case COMMISSION -> Lifecycle.COMMISSIONING;
            case DEPLOY -> Lifecycle.DEPLOYING;
            case RELEASE -> Lifecycle.RELEASING;
            case POWER -> server.lifecycle();
        };
    }

    private static Optional<Rejection> busy(Server server, FleetState state) {
        return Optional.ofNullable(server.provisioning().job())
                .flatMap(state.jobs()::find)
                .map(job -> conflict("Server '" + server.details().hostname() + "' has " + job.name()
                        + " going on; wait for its end, or cancel it"));
    }

    /** The template may have gone since the request was read. */
    private static Optional<Rejection> withoutTemplate(JobOptions options, FleetState state) {
        var deploy = options.deploy();
        if (deploy == null) {
            return Optional.empty();
        }
        var template = deploy.templateNumber();
        return template == null || state.templates().find(template).isPresent()
                ? Optional.empty()
                : Optional.of(conflict("Template '" + deploy.template() + "' was deleted meanwhile"));
    }

    private static Optional<Rejection> withoutUserData(Job job) {
        var deploy = job.options().deploy();
        return deploy == null || deploy.userDataSha256() == null || job.userData() != null
                ? Optional.empty()
                : Optional.of(conflict("What " + job.name()
                        + " was to hand to the machine is no longer kept; ask for the deployment anew"));
    }

    /** What waits to be handed over is in the memory of each instance. */
    private static Optional<Rejection> tooMuch(@Nullable Concealed userData, FleetState state) {
        if (userData == null) {
            return Optional.empty();
        }
        long waiting = userData.value().length();
        for (var job : state.jobs().all()) {
            var sealed = job.userData();
            waiting += sealed == null ? 0 : sealed.known().value().length();
        }
        return waiting <= MOST_HANDED
                ? Optional.empty()
                : Optional.of(new Rejection.NoRoom(
                        "Deployments that go on have as much to hand over as there may be; wait until some are over",
                        Duration.ofSeconds(30)));
    }

    private static Optional<Rejection> illegal(JobKind kind, Server server) {
        var lifecycle = server.lifecycle();
        var legal = switch (kind) {
            case COMMISSION -> TO_COMMISSION.contains(lifecycle);
            case DEPLOY -> lifecycle == Lifecycle.READY;
            case RELEASE -> TO_RELEASE.contains(lifecycle);
            case POWER -> true;
        };
        return legal
                ? Optional.empty()
                : Optional.of(conflict("Server '" + server.details().hostname() + "' is "
                        + ServerNaming.shown(lifecycle) + ", from where there is no "
                        + kind.wireName()));
    }

    private static Decision cancel(Job job, FleetState state) {
        if (!job.live()) {
            return Decision.refuse(
                    conflict(job.name() + " is " + job.state().status().wireName() + " already"));
        }
        if (job.state().isToBeStopped()) {
            return Decision.refuse(conflict(job.name() + " is being cancelled already"));
        }
        if (job.isIdle()) {
            return new Decision.Accepted(job.ref(), ServerEnds.cancelled(job, state));
        }
        return job.canBeStopped() && !job.state().abortRefused()
                ? Decision.accept(new JobCancelRequested(job.number()))
                : Decision.refuse(conflict(job.name() + " can't be stopped now"));
    }

    private static Decision retry(Job job, FleetState state, CommandContext context) {
        var asking = Authorization.current(state, context);
        var needed = RequestJob.needed(job.type());
        if (!asking.may(needed)) {
            return Decision.refuse(new Rejection.Forbidden(Set.of(needed), asking.permissions()));
        }
        if (job.state().status() != JobStatus.FAILED) {
            return Decision.refuse(conflict(
                    job.name() + " is " + job.state().status().wireName() + "; what failed alone is taken up again"));
        }
        if (job.state().outcomeUnknown()) {
            return Decision.refuse(conflict("Nobody knows what came of " + job.name()
                    + "; look at the machine, and ask for what it needs then"));
        }
        var latest = state.jobs().latestOf(job.target().serverId());
        if (latest > job.number()) {
            return Decision.refuse(conflict(job.name() + " is not the latest of its server: "
                    + state.jobs().find(latest).map(Job::name).orElse("job " + latest + ", which is no longer listed,")
                    + " came after it"));
        }
        if (job.plan().stream().limit(job.state().step() + 1L).anyMatch(JobDecider::once)) {
            return Decision.refuse(conflict(job.name() + " was at what is never done twice by itself"));
        }
        var found = state.servers().find(job.target().serverId());
        if (found.isEmpty()) {
            return Decision.refuse(conflict("The server of " + job.name() + " is deleted"));
        }
        var server = found.get();
        var busy = busy(server, state);
        if (busy.isPresent()) {
            return Decision.refuse(busy.get());
        }
        if (job.type() != JobKind.POWER && server.lifecycle() != Lifecycle.FAILED) {
            return Decision.refuse(conflict("Server '" + server.details().hostname() + "' is "
                    + ServerNaming.shown(server.lifecycle()) + ": something else was done since " + job.name()));
        }
        var lacking = withoutTemplate(job.options(), state).or(() -> withoutUserData(job));
        if (lacking.isPresent()) {
            return Decision.refuse(lacking.get());
        }
        var sealed = job.userData();
        var events = begun(
                server,
                server.details().hostname(),
                job.type(),
                job.options(),
                sealed == null ? null : sealed.known(),
                job.number(),
                job.state().step(),
                state);
        return new Decision.Accepted(events.getFirst().aggregate(), events);
    }

    private static boolean once(JobPlan.Step step) {
        return step.effect() == StepEffect.ONCE;
    }

    private static Decision delete(Job job) {
        return job.live()
                ? Decision.refuse(conflict(
                        job.name() + " is " + job.state().status().wireName() + "; cancel it, or wait for its end"))
                : Decision.accept(new JobDeleted(job.number()));
    }

    private static Rejection conflict(String message) {
        return new Rejection.Conflict("CONFLICT", message);
    }
}
