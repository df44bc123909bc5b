package dev.fleetledger.command.job;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.job.JobCommand.RequestJob;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Accepted;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.PowerAction;
import dev.fleetledger.schemas.machine.PowerState;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Switches servers on and off: those whose power nobody can reach, where machines are simulated. */
@Path("/api/servers")
@Speaks(Contract.GOUGH)
public final class PowerResource {
    private static final String QUERY = "query";
    private static final String MANUAL = "manual";
    private static final String SIMULATED = "simulated";

    private final Commands commands;
    private final boolean simulated;
    private final InstantSource clock;

    /** @param simulated whether machines are */
    PowerResource(Commands commands, boolean simulated, InstantSource clock) {
        this.commands = commands;
        this.simulated = simulated;
        this.clock = clock;
    }

    /** How power is switched; without asking the operating system if so. */
    public record PowerBody(@Nullable Boolean force) {}

    /**
     * What becomes of a server's power, or is.
     *
     * @param serverId the server's number
     * @param powerState as it was led to last, null if it never was
     * @param jobId that switches it, null of a question
     * @param observedAt when it was seen, null of a change
     * @param source who saw it, null of a change
     */
    public record Power(
            long serverId,
            String action,
            @Nullable PowerState powerState,
            @Nullable String jobId,
            @Nullable Instant observedAt,
            @Nullable String source) {}

    /** Whether a server is on. */
    @POST
    @Path("/{id}/power/query")
    @RequiresPermission(Permission.SERVER_POWER)
    public Power query(@Context Call call, @PathParam("id") String id) {
        var server = reachable(id);
        var state = Objects.requireNonNullElse(server.provisioning().powerState(), PowerState.OFF);
        call.message("The machine is simulated");
        return new Power(
                server.number(), QUERY, state, null, clock.instant().truncatedTo(ChronoUnit.MILLIS), SIMULATED);
    }

    /** Has a server switched {@code on} or {@code off}, or off and on again ({@code cycle}). */
    @POST
    @Path("/{id}/power/{action}")
    @RequiresPermission(Permission.SERVER_POWER)
    public Accepted<Power> change(
            @Context Call call, @PathParam("id") String id, @PathParam("action") String action, Body<PowerBody> body) {
        var server = known(id);
        var wanted = action(action);
        var force = body.read().force();
        reachable(id);
        var options = JobOptions.of(new JobOptions.Power(wanted, force != null && force));
        var accepted = commands.execute(
                call,
                call.principal(),
                body,
                new RequestJob(server.id(), JobKind.POWER, options, ServerFields.NONE),
                Commands.OF_SERVERS);
        var job = StartedJob.of(call, accepted);
        return new Accepted<>(begun(job, action, accepted));
    }

    /** By the state that the command was decided in, which a replay of it shows again. */
    static Power begun(StartedJob job, String action, CommandReply.Accepted accepted) {
        var state = accepted.state()
                .servers()
                .find(UUID.fromString(accepted.subject().id()))
                .map(server -> server.provisioning().powerState())
                .orElse(null);
        return new Power(job.serverId(), action, state, job.jobId(), null, null);
    }

    private static PowerAction action(String name) {
        return Arrays.stream(PowerAction.values())
                .filter(action -> action.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new RejectedException(new Rejection.Invalid(new FieldError(
                        "path", List.of("action"), "no such action", "value_error", name, "on, off, cycle or query"))));
    }

    private Server reachable(String id) {
        var server = known(id);
        var machine = server.provisioning().machine();
        var type = machine == null ? MANUAL : machine.powerType();
        if (!simulated || !type.equals(MANUAL)) {
            throw new RejectedException(new Rejection.Conflict(
                    "CONFLICT",
                    "Nobody can switch the power of server '" + server.details().hostname() + "': its power_type is "
                            + type + ", and no provider is configured"));
        }
        return server;
    }

    private Server known(String id) {
        return commands.state().servers().findNumbered(id).orElseThrow(() -> PathId.notFound("Server", id));
    }
}
