package dev.fleetledger.query.webhook;

import dev.fleetledger.kit.alert.WebhookView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.Query;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.history.AuditDao;
import dev.fleetledger.query.history.AuditPage;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.query.history.AuditSelection;
import dev.fleetledger.query.projection.LedgerProjector;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.query.webhook.DeliveryView.Status;
import dev.fleetledger.schemas.AggregateType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks, for those who manage them: their URLs may hold secrets. */
@Path("/api/v1/webhooks")
public final class WebhookResource {
    private static final int USUAL_LIMIT = 100;

    private final WebhookDao webhooks;
    private final AuditDao audit;
    private final ReadBarrier barrier;

    public WebhookResource(WebhookDao webhooks, AuditDao audit, ReadBarrier barrier) {
        this.webhooks = webhooks;
        this.audit = audit;
        this.barrier = barrier;
    }

    /** Which deliveries are asked for. */
    public record DeliveryQuery(@Nullable Status status) {}

    /** The webhooks. */
    @GET
    @RequiresPermission(Permission.ALERT_MANAGE)
    public Page<WebhookView> list(@Context Call call, @Context Query<PageRequest.Slice> slice) {
        var part = slice.read();
        barrier.await(call, LedgerProjector.NAME);
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
        var part = slice.read();
        var bounded = part.limit() == null ? new PageRequest.Slice(USUAL_LIMIT, part.offset()) : part;
        return webhooks.deliveries(webhook, query.read().status(), bounded);
    }

    /** What happened to one webhook, also after its deletion. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        var webhook = PathId.uuid("Webhook", id);
        barrier.await(call, LedgerProjector.NAME);
        var found =
                audit.find(AggregateType.WEBHOOK, webhook.toString()).orElseThrow(() -> PathId.notFound("Webhook", id));
        return audit.page(new AuditSelection(query.read(), found.type(), found.id()));
    }

    private WebhookView find(Call call, String id) {
        UUID webhook = PathId.uuid("Webhook", id);
        barrier.await(call, LedgerProjector.NAME);
        return webhooks.webhook(webhook).orElseThrow(() -> PathId.notFound("Webhook", id));
    }
}
