package dev.fleetledger.query.webhook;

import dev.fleetledger.domain.webhook.DeliveryView;
import dev.fleetledger.domain.webhook.DeliveryView.Status;
import dev.fleetledger.domain.webhook.WebhookView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.history.AuditPage;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.schemas.AggregateType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;

/** Webhooks, for those who manage them: their URLs may hold secrets. */
@Path("/api/v1/webhooks")
@Speaks(Contract.HOMELAB)
public final class WebhookResource {
    private static final int USUAL_LIMIT = 100;

    private final WebhookDao webhooks;
    private final AggregateReads reads;

    public WebhookResource(WebhookDao webhooks, AggregateReads reads) {
        this.webhooks = webhooks;
        this.reads = reads;
    }

    /** Which deliveries are asked for. */
    public record DeliveryQuery(@Nullable Status status) {}

    /** The webhooks. */
    @GET
    @RequiresPermission(Permission.ALERT_MANAGE)
    public Page<WebhookView> list(@Context Call call, @Context Query<PageRequest.Slice> slice) {
        var part = slice.read();
        reads.await(call);
        return webhooks.webhooks(part);
    }

    /** One webhook. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public WebhookView get(@Context Call call, @PathParam("id") String id) {
        var view = find(call, id);
        call.version(view.version());
        return view;
    }

    /** What was, or is to be, sent to one webhook, the newest first, 100 at most unless asked for otherwise. */
    @GET
    @Path("/{id}/deliveries")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public Page<DeliveryView> deliveries(
            @Context Call call,
            @PathParam("id") String id,
            @Context Query<DeliveryQuery> query,
            @Context Query<PageRequest.Slice> slice) {
        var webhook = find(call, id).id();
        var part = slice.read().usually(USUAL_LIMIT);
        return webhooks.deliveries(webhook, query.read().status(), part);
    }

    /** What happened to one webhook, also after its deletion. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        return reads.history(call, AggregateType.WEBHOOK, "Webhook", id, query);
    }

    private WebhookView find(Call call, String id) {
        return reads.one(call, "Webhook", id, webhooks::webhook);
    }
}
