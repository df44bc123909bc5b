package dev.fleetledger.domain.job;

import dev.fleetledger.schemas.job.JobKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is shown.
 *
 * @param id counted per fleet from 1
 * @param jobId the same with its type: {@code deploy-job-123}
 * @param serverId the server's number
 * @param progress in percent; 100 only when completed
 * @param template by name, null for none
 * @param templateVersion that the machine is handed, such as {@code 1.2}
 * @param userDataSha256 of what the machine is handed, null for nothing
 * @param finishedAt null while it is pending or running
 * @param estimatedCompletion null while nobody knows
 * @param message how far it is, for people
 * @param error why it failed, or its latest attempt did
 * @param outcomeUnknown whether nobody knows what came of it outside
 * @param cancelRequested whether it is to be stopped
 * @param retryOf the number of the job that it takes up again
 */
public record JobView(
        long id,
        String jobId,
        JobKind type,
        long serverId,
        String hostname,
        JobStatus status,
        int progress,
        @Nullable String template,
        @Nullable String templateVersion,
        @Nullable String userDataSha256,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant estimatedCompletion,
        String logUrl,
        @Nullable String message,
        @Nullable String error,
        boolean outcomeUnknown,
        boolean cancelRequested,
        @Nullable Long retryOf) {

    /** Of a job. */
    public static JobView of(Job job) {
        var state = job.state();
        var started = state.startedAt();
        var seconds = job.estimatedSeconds();
        var deploy = job.options().deploy();
        return new JobView(
                job.number(),
                job.name(),
                job.type(),
                job.target().serverNumber(),
                job.target().hostname(),
                state.status(),
                state.progress(),
                template(job),
                templateVersion(job),
                deploy == null ? null : deploy.userDataSha256(),
                job.createdAt(),
                started,
                state.finishedAt(),
                job.live() && started != null && seconds != null ? started.plusSeconds(seconds) : null,
                "/api/jobs/" + job.number() + "/logs",
                state.phase(),
                state.error(),
                state.outcomeUnknown(),
                state.cancelRequested(),
                job.retryOf());
    }

    /** The template that a job installs, if it does. */
    public static @Nullable String template(Job job) {
        var deploy = job.options().deploy();
        return deploy == null ? null : deploy.template();
    }

    /** The version of it. */
    public static @Nullable String templateVersion(Job job) {
        var deploy = job.options().deploy();
        return deploy == null ? null : deploy.templateVersion();
    }
}
