package dev.fleetledger.command.webhook;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.process.OutsideCalls;
import dev.fleetledger.command.process.OwnedProcess;
import dev.fleetledger.command.process.SystemCommands;
import dev.fleetledger.domain.webhook.Deliveries;
import dev.fleetledger.domain.webhook.Delivery;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.NoticeKind;
import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Sends what the ledger says is to be sent. */
final class DeliveryProcess implements Managed {
    static final int MOST_AT_A_TIME = 16;
    /** So that a slow receiver does not keep the others waiting. */
    private static final int MOST_PER_WEBHOOK = 2;

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Ledger ledger;
    private final WebhookSecrets secrets;
    private final WebhookClient client;
    private final InstantSource clock;
    private final OutsideCalls calls;
    private final OwnedProcess process;

    DeliveryProcess(Ledger ledger, WebhookSecrets secrets, WebhookClient client, InstantSource clock) {
        this.ledger = ledger;
        this.secrets = secrets;
        this.client = client;
        this.clock = clock;
        calls = new OutsideCalls(
                new SystemCommands(ledger, "webhooks"),
                new OutsideCalls.Bounds(MOST_AT_A_TIME, MOST_PER_WEBHOOK, DeliveryCall.TIMEOUT, Delivery.CLAIM));
        process = new OwnedProcess("webhooks", ledger, LOOK, this::look);
    }

    @Override
    public void start() {
        process.start();
    }

    @Override
    public void stop() throws InterruptedException, IOException {
        process.stop();
        calls.close();
        client.close();
    }

    private OwnedProcess.Next look() {
        var now = clock.instant();
        var state = ledger.state(FleetId.DEFAULT);
        state.webhooks().deliveries().byWebhook().values().stream()
                .flatMap(ofOne -> ofOne.stream()
                        .filter(delivery -> delivery.isDue(now) && isWanted(delivery, state))
                        .limit(MOST_PER_WEBHOOK))
                .sorted(Deliveries.ORDER)
                .forEach(delivery -> calls.begin(new DeliveryCall(delivery, secrets, client, clock)));
        return OwnedProcess.Next.AFTER_A_PAUSE;
    }

    /** What a webhook that is not enabled would be told waits until it is, or goes with it. */
    private static boolean isWanted(Delivery delivery, FleetState state) {
        return delivery.notice().type() == NoticeKind.TEST
                || state.webhooks()
                        .find(delivery.notice().webhookId())
                        .filter(webhook -> webhook.details().enabled())
                        .isPresent();
    }
}
