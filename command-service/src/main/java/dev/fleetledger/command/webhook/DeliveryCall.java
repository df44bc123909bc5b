package dev.fleetledger.command.webhook;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.process.OutsideCall;
import dev.fleetledger.command.webhook.DeliveryCommand.ClaimDelivery;
import dev.fleetledger.command.webhook.DeliveryCommand.RecordFailure;
import dev.fleetledger.command.webhook.DeliveryCommand.RecordSuccess;
import dev.fleetledger.domain.webhook.Delivery;
import dev.fleetledger.domain.webhook.Webhook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An attempt to deliver. One whose sender died is made again, under the same id, by which receivers tell repeats. */
record DeliveryCall(Delivery delivery, WebhookSecrets secrets, WebhookClient client, InstantSource clock)
        implements OutsideCall.Repeatable {
    /** Longer than the client's own, which a look-up of the host's name may outlast. */
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    static final String UNREADABLE =
            "the webhook's secret or the query of its URL cannot be read by this keyset; send both anew";

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryCall.class);

    @Override
    public UUID id() {
        return delivery.id();
    }

    @Override
    public int attempt() {
        return delivery.attempts() + 1;
    }

    @Override
    public String key() {
        return delivery.notice().webhookId().toString();
    }

    @Override
    public Command claim() {
        return new ClaimDelivery(id(), attempt());
    }

    /** Nothing is sent if the claim gave it up, after too many that nobody told of, or the webhook is gone. */
    @Override
    public Optional<Command> make(FleetState claimed) {
        var webhooks = claimed.webhooks();
        return webhooks.deliveries()
                .find(id())
                .flatMap(pending -> webhooks.find(pending.notice().webhookId()))
                .map(webhook -> send(webhook, claimed));
    }

    private Command send(Webhook webhook, FleetState state) {
        var started = System.nanoTime();
        var result = post(webhook, state);
        var millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
        return switch (result) {
            case WebhookClient.Answered answered ->
                answered.status() / 100 == 2
                        ? new RecordSuccess(id(), attempt(), answered.status(), millis)
                        : new RecordFailure(
                                id(),
                                attempt(),
                                answered.status(),
                                "answered " + answered.status(),
                                answered.retryAfter());
            case WebhookClient.Failed failed -> failure(failed.error());
        };
    }

    private WebhookClient.Result post(Webhook webhook, FleetState state) {
        var now = clock.instant();
        var body = NoticePayload.of(delivery.notice(), state, now);
        var id = id().toString();
        var timestamp = now.getEpochSecond();
        var signature = WebhookSecrets.sign(secrets.unseal(webhook), id, timestamp, body);
        return client.post(
                secrets.url(webhook),
                Map.of("webhook-id", id, "webhook-timestamp", Long.toString(timestamp), "webhook-signature", signature),
                body);
    }

    /** Whatever is wrong with it is an attempt that failed: or it would be claimed again and again. */
    @Override
    public Command failed(Throwable failure) {
        return switch (failure) {
            case UnreadableSecretException e -> {
                LOG.warn("what is sealed of webhook {} cannot be unsealed by this keyset", key(), e);
                yield failure(UNREADABLE);
            }
            case TimeoutException e -> failure("no answer within " + TIMEOUT.toSeconds() + " s");
            default -> {
                LOG.error("delivery {} could not be sent", id(), failure);
                yield failure("it could not be made ready to be sent");
            }
        };
    }

    private Command failure(String error) {
        return new RecordFailure(id(), attempt(), null, error, null);
    }
}
