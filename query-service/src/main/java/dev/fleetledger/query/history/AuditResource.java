package dev.fleetledger.query.history;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.schemas.AggregateType;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who changed what, when, from where, why and by which command. */
@Path("/api/v1/audit")
@Speaks(Contract.HOMELAB)
public final class AuditResource {
    private final AuditDao audit;
    private final ReadBarrier barrier;

    public AuditResource(AuditDao audit, ReadBarrier barrier) {
        this.audit = audit;
        this.barrier = barrier;
    }

    /**
     * Whose history is asked for.
     *
     * @param aggregate the type
     * @param id or name, also of one that is gone; needs the type
     */
    public record Subject(
            @Nullable AggregateType aggregate,
            @Nullable @Size(max = 300) String id) {}

    /** A part of the audit. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage list(@Context Call call, @Context Query<Subject> subject, @Context Query<AuditQuery> query) {
        return selection(call, subject, query)
                .map(selection -> selection.page(audit))
                .orElse(AuditPage.EMPTY);
    }

    /** The audit as lines of JSON: all that is asked for, or as much as {@code limit} says. */
    @GET
    @Produces(AuditLines.TYPE)
    @RequiresPermission(Permission.AUDIT_READ)
    public StreamingOutput lines(
            @Context Call call, @Context Query<Subject> subject, @Context Query<AuditQuery> query) {
        return selection(call, subject, query)
                .map(selection -> AuditLines.of(audit, selection))
                .orElse(AuditLines.NONE);
    }

    /** Empty if there never was such an aggregate. */
    private Optional<AuditSelection> selection(Call call, Query<Subject> subject, Query<AuditQuery> query) {
        var asked = query.read();
        var of = subject.read();
        if (of.id() != null && of.aggregate() == null) {
            throw new RejectedException(new Rejection.Invalid(new FieldError(
                    "query",
                    List.of("aggregate"),
                    "field required with id",
                    "value_error.missing",
                    null,
                    "a type, such as server")));
        }
        barrier.await(call, Projectors.LEDGER);
        return of.id() == null || of.aggregate() == null
                ? Optional.of(new AuditSelection(asked, of.aggregate(), null))
                : audit.find(of.aggregate(), of.id())
                        .map(aggregate -> new AuditSelection(asked, aggregate.type(), aggregate.id()));
    }
}
