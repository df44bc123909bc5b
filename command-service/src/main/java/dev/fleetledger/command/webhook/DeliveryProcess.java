package dev.fleetledger.command.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.alert.AlertCommand.UnsilenceAlert;
import dev.fleetledger.command.alert.Alerts;
import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.webhook.DeliveryCommand.ClaimDelivery;
import dev.fleetledger.command.webhook.DeliveryCommand.RecordFailure;
import dev.fleetledger.command.webhook.DeliveryCommand.RecordSuccess;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.NoticeKind;
import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the ledger says is to be sent, where this instance owns the fleet. Each attempt is claimed before and told
 * of after; one whose sender died is made again, under the same id. Receivers tell repeats by it.
 */
final class DeliveryProcess implements Managed {
    static final int MOST_AT_A_TIME = 16;
    /** So that a slow receiver does not keep the others waiting. */
    private static final int MOST_PER_WEBHOOK = 2;

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryProcess.class);
    private static final Principal PRINCIPAL = Principal.system("webhooks");
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration DECISION = Duration.ofSeconds(15);

    private final Ledger ledger;
    private final WebhookSecrets secrets;
    private final WebhookClient client;
    private final InstantSource clock;
    private final Map<UUID, UUID> inFlight = new ConcurrentHashMap<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread = Thread.ofPlatform().daemon().name("webhooks").unstarted(this::run);

    DeliveryProcess(Ledger ledger, WebhookSecrets secrets, WebhookClient client, InstantSource clock) {
        this.ledger = ledger;
        this.secrets = secrets;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException, IOException {
        thread.interrupt();
        thread.join(DECISION.toMillis());
        senders.shutdownNow();
        client.close();
    }

    private void run() {
        try {
            while (true) {
                if (ledger.owns(FleetId.DEFAULT)) {
                    look();
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        var now = clock.instant();
        var state = ledger.state(FleetId.DEFAULT);
        for (var alert : Alerts.noLongerSilenced(state, now)) {
            decide(new UnsilenceAlert(alert.id()), "unsilence\n" + alert.id());
        }
        state.webhooks().deliveries().values().stream()
                .filter(delivery -> !now.isBefore(delivery.dueAt()) && isWanted(delivery, state))
                .sorted(Comparator.comparing(Delivery::dueAt).thenComparing(Delivery::id))
                .forEach(this::begin);
    }

    /** What a webhook that is not enabled would be told waits until it is, or goes with it. */
    private static boolean isWanted(Delivery delivery, FleetState state) {
        return delivery.kind() == NoticeKind.TEST
                || state.webhooks()
                        .find(delivery.webhookId())
                        .filter(webhook -> webhook.details().enabled())
                        .isPresent();
    }

    private void begin(Delivery delivery) {
        var ofIts =
                inFlight.values().stream().filter(delivery.webhookId()::equals).count();
        if (inFlight.size() < MOST_AT_A_TIME
                && ofIts < MOST_PER_WEBHOOK
                && inFlight.putIfAbsent(delivery.id(), delivery.webhookId()) == null) {
            senders.execute(() -> {
                try {
                    send(delivery);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.error("delivery {} could not be sent", delivery.id(), e);
                } finally {
                    inFlight.remove(delivery.id());
                }
            });
        }
    }

    private void send(Delivery delivery) throws InterruptedException {
        var attempt = delivery.attempts() + 1;
        var claimed = decide(new ClaimDelivery(delivery.id(), attempt), "claim\n" + delivery.id() + "\n" + attempt);
        var webhook = claimed.flatMap(state -> state.webhooks().find(delivery.webhookId()));
        if (claimed.isEmpty() || webhook.isEmpty()) {
            return;
        }
        var started = System.nanoTime();
        var result = post(delivery, webhook.get(), claimed.get());
        var millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
        decide(outcome(delivery.id(), attempt, result, millis), "outcome\n" + delivery.id() + "\n" + attempt);
    }

    private WebhookClient.Result post(Delivery delivery, Webhook webhook, FleetState state) {
        var now = clock.instant();
        var body = NoticePayload.of(delivery, state, now);
        var id = delivery.id().toString();
        var timestamp = now.getEpochSecond();
        var signature = WebhookSecrets.sign(secrets.unseal(webhook), id, timestamp, body);
        return client.post(
                URI.create(webhook.details().url()),
                Map.of("webhook-id", id, "webhook-timestamp", Long.toString(timestamp), "webhook-signature", signature),
                body);
    }

    private static Command outcome(UUID id, int attempt, WebhookClient.Result result, long millis) {
        return switch (result) {
            case WebhookClient.Answered answered ->
                answered.status() / 100 == 2
                        ? new RecordSuccess(id, attempt, answered.status(), millis)
                        : new RecordFailure(
                                id, attempt, answered.status(), "answered " + answered.status(), answered.retryAfter());
            case WebhookClient.Failed failed -> new RecordFailure(id, attempt, null, failed.error(), null);
        };
    }

    /** The state after it, or empty if it was refused or could not be decided now. */
    private Optional<FleetState> decide(Command command, String of) throws InterruptedException {
        var id = UUID.nameUUIDFromBytes(of.getBytes(UTF_8));
        var request =
                new CommandRequest(id, FleetId.DEFAULT, command, PRINCIPAL, null, null, id, null, null, null, null);
        try {
            return ledger.submit(request).get(DECISION.toMillis(), TimeUnit.MILLISECONDS)
                            instanceof CommandReply.Accepted accepted
                    ? Optional.of(accepted.state())
                    : Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{} waits for the ledger", command, e);
            return Optional.empty();
        }
    }
}
