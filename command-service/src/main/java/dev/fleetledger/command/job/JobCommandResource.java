package dev.fleetledger.command.job;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.job.JobCommand.CancelJob;
import dev.fleetledger.command.job.JobCommand.DeleteJob;
import dev.fleetledger.command.job.JobCommand.RetryJob;
import dev.fleetledger.domain.job.JobNames;
import dev.fleetledger.domain.job.JobView;
import dev.fleetledger.kit.http.Accepted;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

/** What people do about long work. */
@Path("/api/jobs")
@Speaks(Contract.GOUGH)
public final class JobCommandResource {
    private final Commands commands;

    JobCommandResource(Commands commands) {
        this.commands = commands;
    }

    /** Has a job stopped: at once if nothing was begun, else as soon as its provider has. */
    @POST
    @Path("/{id}/cancel")
    @RequiresPermission(Permission.JOB_MANAGE)
    public JobView cancel(@Context Call call, @PathParam("id") String id) {
        var number = number(id);
        var accepted = commands.execute(call, call.principal(), null, new CancelJob(number), Commands.OF_SERVERS);
        Commands.tag(call, accepted);
        var job = accepted.state().jobs().find(number).orElseThrow(() -> PathId.notFound("Job", id));
        call.message(job.live() ? "Job is being cancelled" : "Job cancelled successfully");
        return JobView.of(job);
    }

    /** Takes up again what failed, by a new job from the step that did; not what may be done but once. Needs what asking for such a job does, too. */
    @POST
    @Path("/{id}/retry")
    @RequiresPermission(Permission.JOB_MANAGE)
    public Accepted<StartedJob> retry(@Context Call call, @PathParam("id") String id) {
        var accepted = commands.execute(call, call.principal(), null, new RetryJob(number(id)), Commands.OF_SERVERS);
        return new Accepted<>(StartedJob.of(call, accepted));
    }

    /** Takes a job that is over from the list; the ledger keeps its history. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission(Permission.JOB_MANAGE)
    public void delete(@Context Call call, @PathParam("id") String id) {
        commands.execute(call, new DeleteJob(number(id)));
    }

    /** Not of a job that is of another kind; that there is none is decided, as a repeated request may find it gone. */
    private long number(String id) {
        return JobNames.parse(id)
                .filter(name -> commands.state()
                        .jobs()
                        .find(name.number())
                        .map(name::isOf)
                        .orElse(true))
                .map(JobNames.Name::number)
                .orElseThrow(() -> PathId.notFound("Job", id));
    }
}
