package dev.fleetledger.command.node;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.node.NodeCommand.ReportBackup;
import dev.fleetledger.command.node.NodeCommand.ReportSite;
import dev.fleetledger.command.text.Legible;
import dev.fleetledger.domain.node.Backup;
import dev.fleetledger.domain.node.BackupView;
import dev.fleetledger.domain.node.Node;
import dev.fleetledger.domain.node.Site;
import dev.fleetledger.domain.node.SiteView;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.MeasurementTime;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.access.Bindable;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.BackupDetails;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.telemetry.SiteUse;
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
@Speaks(Contract.NODES)
public final class NodeReportResource {
    private static final String NAME_SYNTAX = Legible.SEEN + "{1,253}";
    private static final String NAME_MESSAGE = "must be 1 to 253 characters that can be seen, not all of them blank";
    private static final Pattern NAME = Pattern.compile(NAME_SYNTAX);

    private final Commands commands;
    private final SiteTelemetry telemetry;
    private final SiteUses uses;
    private final InstantSource clock;

    NodeReportResource(Commands commands, SiteTelemetry telemetry, SiteUses uses, InstantSource clock) {
        this.commands = commands;
        this.telemetry = telemetry;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * A site as its node reports it.
     *
     * @param usedBytes what it holds; as before if absent
     * @param quotaGb what it may hold, in units of 2^30 bytes; null for unlimited, as before if absent
     * @param timestamp when its use was measured, by the node's own clock; now if absent
     */
    public record SiteReport(
            @Nullable @Min(0) @Max(1L << 60) Long usedBytes,

            @Nullable @DecimalMin("0") @DecimalMax("1000000000")
            Double quotaGb,

            @Nullable Instant timestamp) {}

    /**
     * A backup as its node reports it.
     *
     * @param backupType full if absent
     * @param status SUCCESS if absent
     * @param createdAt now if absent
     */
    public record BackupReport(
            @NotNull @jakarta.validation.constraints.Pattern(regexp = NAME_SYNTAX, message = NAME_MESSAGE)
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

    /**
     * How much a site of the node holds, and may hold. What it holds alone is telemetry: it is kept, and read once this
     * is answered, but the ledger does not hear of it. A quota, a site that is new, and a request that depends on what was
     * before are decided first.
     */
    @PUT
    @Path("/sites/{name}")
    @RequiresPermission(Permission.NODE_REPORT)
    @Bindable
    public SiteView site(@Context Call call, @PathParam("name") String name, Body<SiteReport> body) {
        var node = requireNode(call);
        if (!NAME.matcher(name).matches()) {
            throw new RejectedException(new Rejection.Invalid(new FieldError(
                    "path",
                    List.of("name"),
                    "not a site's name",
                    "value_error",
                    null,
                    "1 to 253 characters that can be seen, not all of them blank")));
        }
        var sent = body.read();
        var now = clock.instant();
        if (sent.timestamp() != null) {
            MeasurementTime.require(sent.timestamp(), now);
        }
        var state = commands.state();
        var known = state.nodes().sitesOf(node.number()).find(name);
        if (known.isPresent() && sent.usedBytes() != null && !body.has("quota_gb") && !depends(call)) {
            call.version(state.version(known.get().ref()));
            return report(call, node, known.get(), sent, now);
        }
        var command = new ReportSite(
                name,
                Field.of("used_bytes", sent.usedBytes(), body::has),
                Field.of("quota_gb", sent.quotaGb(), body::has));
        var accepted = commands.execute(call, call.principal(), body, command, Set.of());
        Commands.tag(call, accepted);
        var site = accepted.state().nodes().sitesOf(node.number()).find(name).orElseThrow(() -> forbidden(call));
        // A repeated request reports again what it did then, as it may have failed between the ledger and the report.
        var then = accepted.replayed() && accepted.time().isBefore(now) ? accepted.time() : now;
        var shown = report(call, node, site, sent, then);
        commands.await(call, accepted.position());
        return shown;
    }

    /** Whether what is to happen depends on what did before. */
    private static boolean depends(Call call) {
        return call.expectedVersions() != null || call.idempotencyKey() != null;
    }

    private SiteView report(Call call, Node node, Site site, SiteReport sent, Instant receivedAt) {
        if (sent.usedBytes() == null) {
            if (!uses.awaitLatest()) {
                Commands.pending(call);
            }
            return SiteView.of(site, uses.of(node.uuid(), site));
        }
        var use = new SiteUse(
                node.uuid(),
                node.number(),
                site.number(),
                sent.usedBytes(),
                (sent.timestamp() == null ? receivedAt : sent.timestamp()).truncatedTo(ChronoUnit.MILLIS),
                receivedAt.truncatedTo(ChronoUnit.MILLIS));
        commands.await(call, Projectors.SITE_USES, telemetry.write(FleetId.DEFAULT, use));
        return SiteView.of(site, uses.after(use));
    }

    /** That the node made a backup. */
    @POST
    @Path("/backups")
    @RequiresPermission(Permission.NODE_REPORT)
    @Bindable
    public Created<BackupView> backup(@Context Call call, Body<BackupReport> body) {
        var node = requireNode(call);
        var details = body.read().details(clock.instant());
        requireTime(details.createdAt());
        var accepted = commands.execute(call, body, new ReportBackup(details));
        var made = (BackupReported) accepted.events().getFirst();
        return new Created<>("/api/v1/nodes/" + node.number() + "/backups", BackupView.of(Backup.of(made)));
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
