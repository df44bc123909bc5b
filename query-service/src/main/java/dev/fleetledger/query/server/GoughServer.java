package dev.fleetledger.query.server;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobView;
import dev.fleetledger.domain.server.Provisioning;
import dev.fleetledger.domain.server.Provisioning.Deployment;
import dev.fleetledger.domain.server.Provisioning.Machine;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.machine.Hardware;
import dev.fleetledger.schemas.machine.Hardware.NetworkInterface;
import dev.fleetledger.schemas.machine.Hardware.StorageDevice;
import dev.fleetledger.schemas.machine.PowerState;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server as Gough lists it.
 *
 * @param id its number
 * @param systemId by which its provider knows it
 * @param macAddress null of a server that was not enlisted
 * @param memory in MiB, null before it was commissioned
 * @param storage in MB, null before it was commissioned
 * @param deployedAt null while nothing runs on it
 * @param template that runs on it, null for none
 * @param job the number of the one that has it now, null for none
 */
public record GoughServer(
        long id,
        UUID uuid,
        String slug,
        String hostname,
        String systemId,
        @Nullable String macAddress,
        @Nullable String ipAddress,
        GoughStatus status,
        @Nullable String architecture,
        @Nullable Integer memory,
        @Nullable Integer cpuCores,
        @Nullable Long storage,
        List<String> tags,
        Instant createdAt,
        @Nullable Instant deployedAt,
        @Nullable String template,
        Health agentStatus,
        @Nullable Instant lastSeen,
        @Nullable Long job) {

    /**
     * A server with all that Gough shows of it.
     *
     * @param powerParameters those that are known, each hidden
     * @param cpuSpeed in MHz
     * @param storageDevices empty before it was commissioned
     * @param templateVersion of the template that runs on it, such as {@code 1.2}
     * @param deploymentHistory the latest first
     */
    public record Whole(
            @JsonUnwrapped GoughServer server,
            @Nullable PowerState powerState,
            @Nullable String powerType,
            Map<String, String> powerParameters,
            @Nullable Integer cpuSpeed,
            List<StorageDevice> storageDevices,
            List<NetworkInterface> networkInterfaces,
            @Nullable String distroSeries,
            @Nullable String templateVersion,
            List<Deed> deploymentHistory,
            AgentInfo agentInfo) {}

    /**
     * What was done to a server.
     *
     * @param timestamp of its end
     * @param template by its name then, null for none
     * @param templateVersion that the machine was handed, such as {@code 1.2}
     * @param status {@code success}, {@code failed} or {@code cancelled}
     */
    public record Deed(
            Instant timestamp,
            JobKind action,
            @Nullable String template,
            @Nullable String templateVersion,
            String status,
            String jobId) {

        static Deed of(Job job) {
            var state = job.state();
            var status = switch (state.status()) {
                case COMPLETED -> "success";
                case FAILED -> "failed";
                case CANCELLED -> "cancelled";
                case PENDING, RUNNING -> throw new IllegalArgumentException("it has not ended");
            };
            return new Deed(
                    Objects.requireNonNull(state.finishedAt()),
                    job.type(),
                    JobView.template(job),
                    JobView.templateVersion(job),
                    status,
                    job.name());
        }
    }

    /** What its agent last said. */
    public record AgentInfo(
            Health status,
            @Nullable String version,
            @Nullable Instant lastSeen,
            SystemInfo systemInfo) {}

    /**
     * What its operating system is.
     *
     * @param uptime such as {@code 6 days, 2:15:30}
     */
    public record SystemInfo(
            @Nullable String os,
            @Nullable String kernel,
            @Nullable String uptime) {}

    /** @param heard what was heard of it, null if nothing was */
    static GoughServer of(Server server, @Nullable ServerSnapshot heard) {
        var provisioning = server.provisioning();
        var machine = provisioning.machine();
        var hardware = provisioning.hardware();
        var deployment = provisioning.deployment();
        return new GoughServer(
                server.number(),
                server.id(),
                server.slug(),
                server.details().hostname(),
                server.systemId(),
                of(machine, Machine::macAddress),
                address(server, hardware),
                GoughStatus.of(server.lifecycle()),
                architecture(machine, hardware),
                of(hardware, Hardware::memory),
                of(hardware, Hardware::cpuCores),
                of(hardware, Hardware::storage),
                server.details().tags(),
                server.createdAt(),
                of(deployment, Deployment::deployedAt),
                deployment == null ? null : deployment.template(),
                heard == null ? Health.UNKNOWN : heard.health(),
                heard == null ? null : heard.lastSeen(),
                provisioning.job());
    }

    /** With everything. */
    static Whole whole(Server server, @Nullable ServerSnapshot heard, List<Job> deeds) {
        var provisioning = server.provisioning();
        var hardware = provisioning.hardware();
        var deployment = provisioning.deployment();
        return new Whole(
                of(server, heard),
                provisioning.powerState(),
                of(provisioning.machine(), Machine::powerType),
                hidden(provisioning),
                hardware == null ? null : hardware.cpuSpeed(),
                hardware == null ? List.of() : hardware.storageDevices(),
                hardware == null ? List.of() : hardware.networkInterfaces(),
                deployment == null ? null : deployment.distroSeries(),
                deployment == null ? null : deployment.templateVersion(),
                deeds.stream().map(Deed::of).toList(),
                agent(heard));
    }

    private static AgentInfo agent(@Nullable ServerSnapshot heard) {
        if (heard == null) {
            return new AgentInfo(Health.UNKNOWN, null, null, new SystemInfo(null, null, null));
        }
        var os = heard.osInfo();
        var uptime = os == null ? null : os.uptimeSeconds();
        return new AgentInfo(
                heard.health(),
                heard.agentVersion(),
                heard.lastSeen(),
                new SystemInfo(
                        os == null ? null : os.os(),
                        os == null ? null : os.kernel(),
                        uptime == null ? null : Uptime.words(uptime)));
    }

    private static Map<String, String> hidden(Provisioning provisioning) {
        var machine = provisioning.machine();
        return machine == null
                ? Map.of()
                : machine.powerParameters().stream()
                        .collect(Collectors.toMap(Function.identity(), name -> SealedSecret.SHOWN));
    }

    private static @Nullable String address(Server server, @Nullable Hardware hardware) {
        var told = server.details().ipAddress();
        if (told != null || hardware == null) {
            return told;
        }
        return hardware.networkInterfaces().stream()
                .map(NetworkInterface::ipAddress)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String architecture(@Nullable Machine machine, @Nullable Hardware hardware) {
        var found = hardware == null ? null : hardware.architecture();
        return found == null ? of(machine, Machine::architecture) : found;
    }

    private static <F, T> @Nullable T of(@Nullable F from, Function<F, T> value) {
        return from == null ? null : value.apply(from);
    }
}
