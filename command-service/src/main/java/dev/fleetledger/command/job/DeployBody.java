package dev.fleetledger.command.job;

import static java.util.regex.Pattern.compile;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.schemas.job.JobOptions;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

    private static final Predicate<String> IS_VARIABLE =
            compile("[A-Za-z_][A-Za-z0-9_]{0,63}").asMatchPredicate();

    /** How it is done; refuses what cannot be. */
    JobOptions options() {
        var errors = new ArrayList<FieldError>();
        if (template != null) {
            errors.add(FieldError.invalid("template", "no such template", template, "none: there are no templates"));
        }
        if (userData != null && !userData.isEmpty()) {
            // It may hold secrets, and is not repeated.
            errors.add(FieldError.invalid("user_data", "cannot be handed to the machine", null, "none"));
        }
        var variables = environmentVariables == null ? Map.<String, String>of() : environmentVariables;
        variables.keySet().stream()
                .filter(name -> !IS_VARIABLE.test(name))
                .map(name -> FieldError.invalid(
                        "environment_variables",
                        "not a name of a variable",
                        name,
                        "at most 64 letters, digits and underscores, no digit first"))
                .forEach(errors::add);
        if (!errors.isEmpty()) {
            throw new RejectedException(new Rejection.Invalid(errors));
        }
        var unused = variables.keySet().stream().sorted().toList();
        return JobOptions.of(
                new JobOptions.Deploy(distroSeries, kernel == null || kernel.isEmpty() ? null : kernel, null, unused));
    }

    /** What changes of the server with it. */
    static ServerFields fields(Body<DeployBody> body) {
        var sent = body.read();
        return ServerFields.of(
                sent.hostname() == null ? Field.absent("hostname") : Field.of("hostname", sent.hostname()),
                sent.tags() == null ? Field.absent("tags") : Field.of("tags", sent.tags()));
    }
}
