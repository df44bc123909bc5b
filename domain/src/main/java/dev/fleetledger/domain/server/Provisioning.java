package dev.fleetledger.domain.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.schemas.event.MachineDetails;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeployed;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.machine.Hardware;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.machine.PowerState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a server, and what has to be known for it; all null of one to which nothing was done.
 *
 * @param lifecycle null for {@link Lifecycle#NEW}
 * @param job the number of the one that has it now
 * @param machine what a provider has to know of it
 * @param hardware that was found in it
 * @param powerState that it was led to last
 * @param deployment what runs on it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provisioning(
        @Nullable Lifecycle lifecycle,
        @Nullable Long job,
        @Nullable Machine machine,
        @Nullable Hardware hardware,
        @Nullable PowerState powerState,
        @Nullable Deployment deployment) {
    /** Nothing was done to it. */
    public static final Provisioning NONE = new Provisioning(null, null, null, null, null, null);

    /**
     * What a provider has to know of a server.
     *
     * @param systemId by which the provider knows it
     * @param powerParameters names of those that were given
     * @param power their values as one JSON object
     */
    public record Machine(
            String systemId,
            String macAddress,
            String architecture,
            String powerType,
            List<String> powerParameters,
            @Nullable SealedSecret power) {
        public Machine {
            powerParameters = List.copyOf(powerParameters);
        }

        static Machine of(MachineDetails details, long version) {
            var power = details.power();
            return new Machine(
                    details.systemId(),
                    details.macAddress(),
                    details.architecture(),
                    details.powerType(),
                    details.powerParameters(),
                    power == null ? null : new SealedSecret(power, version));
        }
    }

    /**
     * What runs on a server.
     *
     * @param template by its name then, null for none
     * @param templateNumber the same by its number
     * @param templateVersion such as {@code 1.2}
     */
    public record Deployment(
            long job,
            @Nullable String distroSeries,
            @Nullable String template,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long templateNumber,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String templateVersion,

            Instant deployedAt) {
        static Deployment of(ServerDeployed deployed, Instant now) {
            return new Deployment(
                    deployed.job(),
                    deployed.distroSeries(),
                    deployed.template(),
                    deployed.templateNumber(),
                    deployed.templateVersion(),
                    now);
        }
    }

    /** That is so far, and no more known. */
    static Provisioning of(Lifecycle lifecycle) {
        return lifecycle == Lifecycle.NEW ? NONE : new Provisioning(lifecycle, null, null, null, null, null);
    }

    Provisioning with(ServerLifecycleChanged changed) {
        var runs = changed.lifecycle() == Lifecycle.DEPLOYED || changed.lifecycle() == Lifecycle.RELEASING;
        return new Provisioning(
                changed.lifecycle(),
                changed.job(),
                machine,
                hardware,
                changed.power() == null ? powerState : changed.power(),
                runs || changed.lifecycle() == Lifecycle.FAILED ? deployment : null);
    }

    Provisioning with(Machine told) {
        return new Provisioning(lifecycle, job, told, hardware, powerState, deployment);
    }

    Provisioning with(Hardware found) {
        return new Provisioning(lifecycle, job, machine, found, powerState, deployment);
    }

    Provisioning with(Deployment made) {
        return new Provisioning(lifecycle, job, machine, hardware, powerState, made);
    }
}
