package dev.fleetledger.command.job;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.job.JobCommand.RequestJob;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.command.template.Handover;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.http.Accepted;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.job.JobKind;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;

/** Has servers commissioned, deployed and released. */
@Path("/api/servers")
@Speaks(Contract.GOUGH)
public final class LifecycleResource {

    private final Commands commands;
    private final Handover handover;

    LifecycleResource(Commands commands, Handover handover) {
        this.commands = commands;
        this.handover = handover;
    }

    /** Has a server's hardware looked at and tested. */
    @POST
    @Path("/{id}/commission")
    @RequiresPermission(Permission.SERVER_LIFECYCLE)
    public Accepted<StartedJob> commission(@Context Call call, @PathParam("id") String id, Body<CommissionBody> body) {
        var server = known(id);
        return begin(
                call,
                body,
                new RequestJob(server, JobKind.COMMISSION, body.read().options(), ServerFields.NONE));
    }

    /** Has an operating system installed on a commissioned server. */
    @POST
    @Path("/{id}/deploy")
    @RequiresPermission(Permission.SERVER_LIFECYCLE)
    public Accepted<StartedJob> deploy(@Context Call call, @PathParam("id") String id, Body<DeployBody> body) {
        var server = known(id);
        var sent = body.read();
        var ready = handover.prepare(
                commands.state().templates(), server, sent.template(), sent.variables(), sent.userData());
        var fields = DeployBody.fields(body);
        return begin(call, body, new RequestJob(server, JobKind.DEPLOY, sent.options(ready), fields, ready.sealed()));
    }

    /** Gives a deployed server back, with its disks erased if that is asked for. */
    @POST
    @Path("/{id}/release")
    @RequiresPermission(Permission.SERVER_LIFECYCLE)
    public Accepted<StartedJob> release(@Context Call call, @PathParam("id") String id, Body<ReleaseBody> body) {
        var server = known(id);
        return begin(
                call, body, new RequestJob(server, JobKind.RELEASE, body.read().options(), ServerFields.NONE));
    }

    private Accepted<StartedJob> begin(Call call, Body<?> body, RequestJob command) {
        return new Accepted<>(
                StartedJob.of(call, commands.execute(call, call.principal(), body, command, Commands.OF_SERVERS)));
    }

    private UUID known(String id) {
        return commands.state()
                .servers()
                .findNumbered(id)
                .map(Server::id)
                .orElseThrow(() -> PathId.notFound("Server", id));
    }
}
