package dev.fleetledger.schemas.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job is done: exactly one part is there, that of its kind.
 *
 * @param commission of a commissioning
 * @param deploy of a deployment
 * @param release of a release
 * @param power of a change of power
 */
public record JobOptions(
        @Nullable Commission commission,
        @Nullable Deploy deploy,
        @Nullable Release release,
        @Nullable Power power) {

    /**
     * How hardware is looked at.
     *
     * @param enableSsh whether operators may log in meanwhile
     * @param skipNetworking whether the network stays as it is configured
     * @param testingScripts at most 50 names
     */
    public record Commission(boolean enableSsh, boolean skipNetworking, List<String> testingScripts) {
        public Commission {
            testingScripts = List.copyOf(testingScripts);
        }
    }

    /**
     * What is installed.
     *
     * @param distroSeries of the operating system; null for the provider's usual one
     * @param kernel null for the usual one
     * @param template by its name then, null for none
     * @param unusedVariables names of the environment variables that no template declares; they go nowhere
     * @param templateNumber the template by its number
     * @param templateVersion such as {@code 1.2}: what was changed later is not handed to the machine
     * @param userDataSha256 of what the machine is handed, in lower-case hexadecimal; null for nothing
     */
    public record Deploy(
            @Nullable String distroSeries,
            @Nullable String kernel,
            @Nullable String template,
            List<String> unusedVariables,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long templateNumber,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String templateVersion,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String userDataSha256) {
        public Deploy {
            unusedVariables = List.copyOf(unusedVariables);
        }

        /** Of a machine that is handed nothing. */
        public Deploy(
                @Nullable String distroSeries,
                @Nullable String kernel,
                @Nullable String template,
                List<String> unusedVariables) {
            this(distroSeries, kernel, template, unusedVariables, null, null, null);
        }
    }

    /** What becomes of the disks; never both. */
    public record Release(boolean secureErase, boolean quickErase) {
        /** Whether the disks are erased at all. */
        public boolean erases() {
            return secureErase || quickErase;
        }
    }

    /**
     * What is done to the power.
     *
     * @param force without asking the operating system
     */
    public record Power(PowerAction action, boolean force) {}

    public static JobOptions of(Commission commission) {
        return new JobOptions(commission, null, null, null);
    }

    public static JobOptions of(Deploy deploy) {
        return new JobOptions(null, deploy, null, null);
    }

    public static JobOptions of(Release release) {
        return new JobOptions(null, null, release, null);
    }

    public static JobOptions of(Power power) {
        return new JobOptions(null, null, null, power);
    }
}
