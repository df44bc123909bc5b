package dev.fleetledger.command.job;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.domain.job.Estimates;
import dev.fleetledger.domain.job.JobView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.schemas.job.JobKind;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that was asked for.
 *
 * @param jobId such as {@code deploy-job-123}
 * @param id its number alone
 * @param serverId the server's number
 * @param status {@code queued}
 * @param estimatedDuration in words
 * @param template by name, null for none
 * @param templateVersion that the machine is handed, such as {@code 1.2}
 * @param userDataSha256 of what the machine is handed, null for nothing
 * @param retryOf the number of the job that it takes up again, null for none
 */
public record StartedJob(
        String jobId,
        long id,
        JobKind type,
        long serverId,
        String hostname,
        String status,
        String estimatedDuration,
        @Nullable String template,
        @Nullable String templateVersion,
        @Nullable String userDataSha256,
        @Nullable Long retryOf) {
    private static final String QUEUED = "queued";

    /** The job that a command made the server have. */
    static StartedJob of(Call call, CommandReply.Accepted accepted) {
        Commands.tag(call, accepted);
        var state = accepted.state();
        var server = accepted.subject().id();
        var job = state.servers()
                .find(UUID.fromString(server))
                .flatMap(found -> Optional.ofNullable(found.provisioning().job()))
                .flatMap(state.jobs()::find)
                .orElseThrow(() -> PathId.notFound("Server", server));
        var deploy = job.options().deploy();
        call.message(job.name() + " is queued");
        return new StartedJob(
                job.name(),
                job.number(),
                job.type(),
                job.target().serverNumber(),
                job.target().hostname(),
                QUEUED,
                Estimates.words(job.type(), job.estimatedSeconds()),
                JobView.template(job),
                JobView.templateVersion(job),
                deploy == null ? null : deploy.userDataSha256(),
                job.retryOf());
    }
}
