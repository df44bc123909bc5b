package dev.fleetledger.command.webhook;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.webhook.WebhookCommand.CreateWebhook;
import dev.fleetledger.command.webhook.WebhookCommand.DeleteWebhook;
import dev.fleetledger.command.webhook.WebhookCommand.TestWebhook;
import dev.fleetledger.command.webhook.WebhookCommand.UpdateWebhook;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.domain.webhook.WebhookView;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Accepted;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.event.Concealed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes of webhooks. */
@Path("/api/v1/webhooks")
@Speaks(Contract.HOMELAB)
public final class WebhookCommandResource {
    private final Commands commands;
    private final WebhookSecrets secrets;
    private final WebhookUrls urls;

    WebhookCommandResource(Commands commands, WebhookSecrets secrets, WebhookUrls urls) {
        this.commands = commands;
        this.secrets = secrets;
        this.urls = urls;
    }

    /**
     * A test on its way.
     *
     * @param deliveryId by which the webhook's deliveries tell what became of it
     */
    public record SentTest(UUID deliveryId) {}

    /** Has somebody told of alerts, by Standard Webhooks. A secret that is made is shown by this answer alone. */
    @POST
    @RequiresPermission(Permission.ALERT_MANAGE)
    public Created<WebhookView> create(@Context Call call, Body<NewWebhook> body) {
        var webhook = body.read();
        check(webhook.url(), webhook.secret());
        var id = UUID.randomUUID();
        var address = secrets.seal(id, webhook.url());
        if (address.queryStays()) {
            throw new RejectedException(new Rejection.Invalid(
                    FieldError.invalid(WebhookFields.URL, "has a hidden query", webhook.url(), "the whole URL")));
        }
        var made = webhook.secret() == null ? WebhookSecrets.create() : null;
        var secret = made == null ? new Secret(String.valueOf(webhook.secret())) : made;
        var accepted =
                commands.execute(call, body, new CreateWebhook(id, webhook.details(address), secrets.seal(id, secret)));
        // Not shown again when the request is repeated.
        var shown = made == null || accepted.replayed() ? SealedSecret.SHOWN : made.value();
        var view = answer(call, accepted, shown);
        return new Created<>("/api/v1/webhooks/" + view.id(), view);
    }

    /** Changes the fields sent; null clears an optional one. */
    @PUT
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public WebhookView update(@Context Call call, @PathParam("id") String id, Body<Change<NewWebhook>> body) {
        var webhook =
                commands.known("Webhook", id, (state, uuid) -> state.webhooks().find(uuid));
        var change = body.read();
        var changes = change.value();
        var secret = changes.secret() == null || changes.secret().equals(SealedSecret.SHOWN) ? null : changes.secret();
        check(changes.url(), secret);
        var sealed = secret == null
                ? Field.<Concealed>absent("secret")
                : Field.of("secret", secrets.seal(webhook, new Secret(secret)));
        var address = changes.url() == null ? null : secrets.seal(webhook, changes.url());
        var fields = new WebhookFields(change.as(sent -> sent.details(address)), address);
        var command = new UpdateWebhook(webhook, fields, sealed);
        return answer(call, commands.execute(call, body, command), SealedSecret.SHOWN);
    }

    /** Has nothing sent there any more; the ledger keeps its history. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public void delete(@Context Call call, @PathParam("id") String id) {
        commands.execute(call, new DeleteWebhook(PathId.uuid("Webhook", id)));
    }

    /** Sends something, also to one that is not enabled; its deliveries tell what became of it. */
    @POST
    @Path("/{id}/test")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public Accepted<SentTest> test(@Context Call call, @PathParam("id") String id) {
        var accepted = commands.execute(call, new TestWebhook(PathId.uuid("Webhook", id), UUID.randomUUID()));
        return new Accepted<>(new SentTest(UUID.fromString(accepted.subject().id())));
    }

    private void check(@Nullable String url, @Nullable String secret) {
        List<FieldError> errors = Stream.of(
                        Optional.ofNullable(url).flatMap(urls::check),
                        Optional.ofNullable(secret).flatMap(WebhookSecrets::check))
                .flatMap(Optional::stream)
                .toList();
        if (!errors.isEmpty()) {
            throw new RejectedException(new Rejection.Invalid(errors));
        }
    }

    private static WebhookView answer(Call call, CommandReply.Accepted accepted, String secret) {
        return Commands.answer(
                call,
                accepted,
                "Webhook",
                (state, id) -> state.webhooks()
                        .find(id)
                        .map(webhook -> WebhookView.of(webhook, secret, state.version(webhook.ref()))));
    }
}
