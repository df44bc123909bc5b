package dev.fleetledger.command.job;

import dev.fleetledger.command.text.Legible;
import dev.fleetledger.schemas.job.JobOptions;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server is commissioned.
 *
 * @param enableSsh whether operators may log in meanwhile; not if absent
 * @param skipNetworking whether the network stays as it is configured; not if absent
 * @param testingScripts by name; the provider's usual ones if absent
 */
public record CommissionBody(
        @Nullable Boolean enableSsh,
        @Nullable Boolean skipNetworking,

        @Nullable @Size(max = 50)
        List<@NotNull @Size(min = 1, max = 100) @Pattern(regexp = Legible.TEXT, message = Legible.MESSAGE) String>
                testingScripts) {

    JobOptions options() {
        return JobOptions.of(new JobOptions.Commission(
                enableSsh != null && enableSsh,
                skipNetworking != null && skipNetworking,
                testingScripts == null ? List.of() : testingScripts));
    }
}
