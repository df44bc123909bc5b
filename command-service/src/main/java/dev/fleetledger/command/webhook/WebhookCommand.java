package dev.fleetledger.command.webhook;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.WebhookDetails;
import java.util.Set;
import java.util.UUID;

/** What may be asked of the webhooks of a fleet. */
public sealed interface WebhookCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.ALERT_MANAGE);
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return switch (this) {
            case CreateWebhook create -> WebhookDecider.create(create, state);
            case UpdateWebhook update -> WebhookDecider.update(update, state);
            case DeleteWebhook delete -> WebhookDecider.delete(delete, state);
            case TestWebhook test -> WebhookDecider.test(test, state);
        };
    }

    /** Has somebody told of alerts. */
    record CreateWebhook(UUID webhookId, WebhookDetails details, Concealed secret) implements WebhookCommand {}

    /**
     * Changes the fields that were sent.
     *
     * @param secret sealed, if another one was sent
     */
    record UpdateWebhook(UUID webhookId, WebhookFields fields, Field<Concealed> secret) implements WebhookCommand {}

    /** Has nothing sent there any more. */
    record DeleteWebhook(UUID webhookId) implements WebhookCommand {}

    /**
     * Has something sent there, to see whether it arrives.
     *
     * @param deliveryId new
     */
    record TestWebhook(UUID webhookId, UUID deliveryId) implements WebhookCommand {}
}
