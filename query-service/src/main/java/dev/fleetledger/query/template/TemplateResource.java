package dev.fleetledger.query.template;

import dev.fleetledger.domain.template.TemplateView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.history.AuditPage;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

/** Templates. */
@Path("/api/templates")
@Speaks(Contract.GOUGH)
public final class TemplateResource {
    private final TemplateDao templates;
    private final AggregateReads reads;

    TemplateResource(TemplateDao templates, AggregateReads reads) {
        this.templates = templates;
        this.reads = reads;
    }

    /** The templates, without their contents; with {@code as_of} as they were then. */
    @GET
    @RequiresPermission(Permission.TEMPLATE_READ)
    public Page<TemplateView> list(
            @Context Call call,
            @Context Query<TemplateListQuery> query,
            @Context Query<PageRequest.PerPage> page,
            @Context Query<Moment.Parameter> moment) {
        var asked = query.read();
        var part = page.read();
        call.message("Templates retrieved successfully");
        return reads.at(call, moment, when -> templates.list(asked, part, when));
    }

    /** One template, by its number or name; with {@code as_of} as it was then. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.TEMPLATE_READ)
    public UsedTemplate get(@Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        return reads.at(call, moment, when -> {
            var found = templates.find(id, when).orElseThrow(() -> PathId.notFound("Template", id));
            if (when == null) {
                call.version(found.version());
            }
            call.message("Template retrieved successfully");
            return found.template();
        });
    }

    /** What happened to one template, also after its deletion. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        return reads.historyOf(call, AggregateType.TEMPLATE, "Template", id, query);
    }
}
