package dev.fleetledger.command.job;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.command.template.Handover;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.schemas.job.JobOptions;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is deployed on a server.
 *
 * @param template by name or number
 * @param hostname renames the server
 * @param userData for cloud-init
 * @param distroSeries such as {@code jammy}; the provider's usual one if absent
 * @param kernel the usual one if absent or empty
 * @param tags added to those of the server
 * @param environmentVariables values for the template's variables; those that it does not declare go nowhere
 */
public record DeployBody(
        @Nullable @Size(max = 200) String template,
        @Nullable String hostname,
        @Nullable @Size(max = DeployBody.LONGEST_USER_DATA) String userData,

        @Nullable
        @Size(max = 64)
        @Pattern(regexp = "[a-z0-9][a-z0-9./-]*", message = "must be a series as jammy, ubuntu/jammy or 22.04")
        String distroSeries,

        @Nullable
        @Size(max = 64)
        @Pattern(regexp = "([a-z0-9][a-z0-9._-]*)?", message = "must be a kernel as hwe-22.04, or empty")
        String kernel,

        @Nullable List<String> tags,
        @Nullable @Size(max = DeployBody.MOST_VARIABLES) Map<String, String> environmentVariables) {
    static final int LONGEST_USER_DATA = 65_536;
    /** Their names are kept with the job, and thousands of jobs are kept in memory. */
    static final int MOST_VARIABLES = 50;

    /** The values that were sent, none if none were. */
    Map<String, String> variables() {
        return environmentVariables == null ? Map.of() : environmentVariables;
    }

    /** How it is done, with what is ready to be handed to the machine. */
    JobOptions options(Handover.Ready ready) {
        var with = ready.template();
        return JobOptions.of(new JobOptions.Deploy(
                distroSeries,
                kernel == null || kernel.isEmpty() ? null : kernel,
                with == null ? null : with.name(),
                ready.unused(),
                with == null ? null : with.number(),
                with == null ? null : with.version(),
                ready.sha256()));
    }

    /** Says nothing of what may hold secrets. */
    @Override
    public String toString() {
        return "DeployBody[template=" + template + ", hostname=" + hostname + "]";
    }

    /** What changes of the server with it. */
    static ServerFields fields(Body<DeployBody> body) {
        var sent = body.read();
        return ServerFields.of(
                sent.hostname() == null ? Field.absent("hostname") : Field.of("hostname", sent.hostname()),
                sent.tags() == null ? Field.absent("tags") : Field.of("tags", sent.tags()));
    }
}
