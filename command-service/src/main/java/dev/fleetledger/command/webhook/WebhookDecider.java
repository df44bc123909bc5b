package dev.fleetledger.command.webhook;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.webhook.WebhookCommand.CreateWebhook;
import dev.fleetledger.command.webhook.WebhookCommand.DeleteWebhook;
import dev.fleetledger.command.webhook.WebhookCommand.TestWebhook;
import dev.fleetledger.command.webhook.WebhookCommand.UpdateWebhook;
import dev.fleetledger.domain.webhook.Delivery;
import dev.fleetledger.domain.webhook.Webhook;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryFailed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryScheduled;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookCreated;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookDeleted;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookSecretChanged;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookUpdated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.Function;

/** Decides what becomes of webhooks. */
final class WebhookDecider {
    static final int MOST_WEBHOOKS = 50;
    /** Of one webhook: who tests more often than what was sent arrives makes a queue, not a test. */
    static final int MOST_TESTS = 5;

    private WebhookDecider() {}

    static Decision create(CreateWebhook command, FleetState state) {
        return state.webhooks().table().size() < MOST_WEBHOOKS
                ? Decision.accept(new WebhookCreated(command.webhookId(), command.details(), command.secret()))
                : Decision.refuse(new Rejection.Conflict(
                        "CONFLICT", "A fleet has at most " + MOST_WEBHOOKS + " webhooks; delete one first"));
    }

    static Decision update(UpdateWebhook command, FleetState state) {
        return ifThere(command.webhookId(), state, webhook -> {
            var errors = command.fields().errors(webhook.details());
            if (!errors.isEmpty()) {
                return Decision.refuse(new Rejection.Invalid(errors));
            }
            var events = new ArrayList<FleetEvent>();
            var details = command.fields().merge(webhook.details());
            if (!details.equals(webhook.details())) {
                events.add(new WebhookUpdated(webhook.id(), details));
            }
            Concealed secret = command.secret().value();
            if (secret != null) {
                events.add(new WebhookSecretChanged(webhook.id(), secret));
            }
            return new Decision.Accepted(webhook.ref(), events);
        });
    }

    static Decision delete(DeleteWebhook command, FleetState state) {
        return ifThere(command.webhookId(), state, webhook -> {
            var events = new ArrayList<FleetEvent>();
            events.add(new WebhookDeleted(webhook.id()));
            state.webhooks().deliveries().ofWebhook(webhook.id()).stream()
                    .sorted(Comparator.comparing(Delivery::id))
                    .forEach(delivery -> events.add(new DeliveryFailed(
                            delivery.id(), delivery.attempts(), null, "the webhook was deleted", null)));
            return new Decision.Accepted(webhook.ref(), events);
        });
    }

    static Decision test(TestWebhook command, FleetState state) {
        return ifThere(command.webhookId(), state, webhook -> {
            var waiting = state.webhooks().deliveries().ofWebhook(webhook.id()).stream()
                    .filter(delivery -> delivery.notice().type() == NoticeKind.TEST)
                    .count();
            return waiting < MOST_TESTS
                    ? Decision.accept(new DeliveryScheduled(command.deliveryId(), webhook.id(), NoticeKind.TEST, null))
                    : Decision.refuse(new Rejection.Conflict(
                            "CONFLICT", MOST_TESTS + " tests of the webhook have not arrived yet"));
        });
    }

    private static Decision ifThere(UUID id, FleetState state, Function<Webhook, Decision> decide) {
        return Decision.of(state.webhooks().find(id), "Webhook", id, decide);
    }
}
