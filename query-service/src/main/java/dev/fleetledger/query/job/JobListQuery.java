package dev.fleetledger.query.job;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.domain.job.JobStatus;
import dev.fleetledger.query.read.Conditions;
import jakarta.validation.constraints.Min;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are asked for.
 *
 * @param status {@code queued} is pending
 * @param serverId the server's number
 */
public record JobListQuery(
        @Nullable Status status,
        @Nullable Type type,
        @Nullable @Min(1) Long serverId) {

    /** How far a job is. */
    public enum Status {
        PENDING(JobStatus.PENDING),
        QUEUED(JobStatus.PENDING),
        RUNNING(JobStatus.RUNNING),
        COMPLETED(JobStatus.COMPLETED),
        FAILED(JobStatus.FAILED),
        CANCELLED(JobStatus.CANCELLED);

        private final JobStatus means;

        Status(JobStatus means) {
            this.means = means;
        }

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a job is for; commands are none yet. */
    public enum Type {
        COMMISSION,
        DEPLOY,
        RELEASE,
        POWER,
        COMMAND;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As SQL. */
    Conditions conditions() {
        return new Conditions()
                .and(
                        "document -> 'state' ->> 'status' = :status",
                        "status",
                        status == null ? null : status.means.wireName())
                .field("type", type)
                .and("(document -> 'target' ->> 'server_number')::bigint = :server", "server", serverId);
    }
}
