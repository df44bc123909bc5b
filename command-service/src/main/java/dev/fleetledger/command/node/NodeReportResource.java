package dev.fleetledger.command.node;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.node.NodeCommand.ReportBackup;
import dev.fleetledger.command.node.NodeCommand.ReportSite;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.node.BackupView;
import dev.fleetledger.kit.node.SiteView;
import dev.fleetledger.schemas.event.BackupDetails;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What nodes report with their own keys. */
@Path("/api/v1/nodes/me")
public final class NodeReportResource {
    private static final Pattern NAME = Pattern.compile("(?=.*\\S)\\P{Cntrl}{1,253}");

    private final Commands commands;
    private final InstantSource clock;

    NodeReportResource(Commands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * A site as its node reports it.
     *
     * @param usedBytes what it holds; as before if absent
     * @param quotaGb what it may hold, in units of 2^30 bytes; null for unlimited, as before if absent
     */
    public record SiteReport(
            @Nullable @Min(0) @Max(1L << 60) Long usedBytes,

            @Nullable @DecimalMin("0") @DecimalMax("1000000000")
            Double quotaGb) {}

    /**
     * A backup as its node reports it.
     *
     * @param backupType full if absent
     * @param status SUCCESS if absent
     * @param createdAt now if absent
     */
    public record BackupReport(
            @NotNull
            @jakarta.validation.constraints.Pattern(
                    regexp = "(?=.*\\S)\\P{Cntrl}{1,253}",
                    message = "must be 1 to 253 characters, not all of them blank")
            String siteName,

            @NotNull @Size(min = 1, max = 1000) String filename,
            @NotNull @Min(0) @Max(1L << 60) Long sizeBytes,
            @Nullable @Size(max = 2000) String s3Path,
            @Nullable @Size(min = 1, max = 50) String backupType,
            @Nullable @Size(min = 1, max = 50) String status,
            @Nullable @Size(max = 200) String storageProvider,
            @Nullable Instant createdAt) {

        BackupDetails details(Instant now) {
            return new BackupDetails(
                    siteName,
                    filename,
                    sizeBytes,
                    s3Path,
                    backupType == null ? "full" : backupType,
                    status == null ? "SUCCESS" : status,
                    storageProvider,
                    (createdAt == null ? now : createdAt).truncatedTo(ChronoUnit.MILLIS));
        }
    }

    /** How much a site of the node holds, and may hold. */
    @PUT
    @Path("/sites/{name}")
    @RequiresPermission(Permission.NODE_REPORT)
    public SiteView site(@Context Call call, @PathParam("name") String name, Body<SiteReport> body) {
        requireNode(call);
        if (!NAME.matcher(name).matches()) {
            throw new RejectedException(new Rejection.Invalid(new FieldError(
                    "path",
                    List.of("name"),
                    "not a site's name",
                    "value_error",
                    null,
                    "1 to 253 characters, not all of them blank")));
        }
        var sent = body.read();
        var command = new ReportSite(
                name,
                Field.of("used_bytes", sent.usedBytes(), body::has),
                Field.of("quota_gb", sent.quotaGb(), body::has));
        var accepted = commands.execute(call, body, command);
        Commands.tag(call, accepted);
        var site = accepted.state()
                .nodes()
                .findActive(call.principal().server())
                .map(node -> node.sites().get(name))
                .orElseThrow(() -> forbidden(call));
        return SiteView.of(site.number(), site.name(), site.usage());
    }

    /** That the node made a backup. */
    @POST
    @Path("/backups")
    @RequiresPermission(Permission.NODE_REPORT)
    public Created<BackupView> backup(@Context Call call, Body<BackupReport> body) {
        var node = requireNode(call);
        var details = body.read().details(clock.instant());
        requireTime(details.createdAt());
        var accepted = commands.execute(call, body, new ReportBackup(details));
        var made = (BackupReported) accepted.events().getFirst().event();
        return new Created<>(
                "/api/v1/nodes/" + node.number() + "/backups",
                BackupView.of(made.backupNumber(), made.siteNumber(), made.details()));
    }

    private Node requireNode(Call call) {
        return commands.state().nodes().findActive(call.principal().server()).orElseThrow(() -> forbidden(call));
    }

    private static void requireTime(Instant createdAt) {
        if (createdAt.isBefore(Instant.EPOCH)) {
            throw new RejectedException(new Rejection.Invalid(FieldError.invalid(
                    "created_at", "may not be before 1970", createdAt.toString(), "a time since 1970")));
        }
    }

    private static RejectedException forbidden(Call call) {
        return new RejectedException(new Rejection.Forbidden(
                Set.of(Permission.NODE_REPORT), call.principal().permissions()));
    }
}
