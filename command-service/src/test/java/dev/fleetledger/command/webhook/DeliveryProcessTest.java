package dev.fleetledger.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.http.FakeLedger;
import dev.fleetledger.command.process.AddressPolicy;
import dev.fleetledger.domain.webhook.Deliveries;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryClaimed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryFailed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryScheduled;
import dev.fleetledger.schemas.event.WebhookDetails;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookCreated;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of what cannot be sent. */
class DeliveryProcessTest {
    private static final UUID HOOK = new UUID(1, 1);
    private static final UUID SENT = new UUID(2, 1);
    private static final String URL = "https://ops.example/hook?token=1";

    /** Of another keyset than the process has. */
    private final WebhookSecrets lost = secrets();

    private final WebhookSecrets known = secrets();
    private final AtomicInteger days = new AtomicInteger();
    /** A day later whenever it is asked: whatever waits is due. */
    private final InstantSource clock = () -> DeciderSpecification.START.plus(Duration.ofDays(days.incrementAndGet()));

    @ParameterizedTest(name = "secretIsLost={0}, else the query")
    @ValueSource(booleans = {true, false})
    void whatIsSealedByALostKeyFailsUntilItIsGivenUp(boolean secretIsLost) throws Exception {
        var address = (secretIsLost ? known : lost).seal(HOOK, URL);
        var secret = (secretIsLost ? lost : known).seal(HOOK, WebhookSecrets.create());
        var details = new WebhookDetails(null, address.url(), address.query(), List.of(), Severity.INFO, true);
        var ledger = new FakeLedger(
                clock,
                new WebhookCreated(HOOK, details, secret),
                new DeliveryScheduled(SENT, HOOK, NoticeKind.TEST, null));
        var process = new DeliveryProcess(
                ledger, known, new WebhookClient(new AddressPolicy(List.of()), Duration.ofSeconds(1)), clock);
        process.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ledger.state(FleetId.DEFAULT)
                            .webhooks()
                            .deliveries()
                            .equals(Deliveries.EMPTY));
        } finally {
            process.stop();
        }
        var happened = ledger.events().subList(2, ledger.events().size());
        assertThat(happened).hasSize(2 * DeliveryDecider.MOST_ATTEMPTS);
        for (var i = 0; i < happened.size(); i += 2) {
            var attempt = i / 2 + 1;
            assertThat(happened.get(i)).isEqualTo(new DeliveryClaimed(SENT, attempt));
            assertThat(happened.get(i + 1)).isInstanceOfSatisfying(DeliveryFailed.class, failed -> {
                assertThat(failed.attempt()).isEqualTo(attempt);
                assertThat(failed.error()).isEqualTo(DeliveryCall.UNREADABLE);
                assertThat(failed.nextAttemptAt() == null).isEqualTo(attempt == DeliveryDecider.MOST_ATTEMPTS);
            });
        }
    }

    @Test
    void aLookThatFailsIsNotTheLast() throws Exception {
        var looks = new AtomicInteger();
        InstantSource broken = () -> {
            if (looks.incrementAndGet() < 3) {
                throw new IllegalStateException("injected");
            }
            return clock.instant();
        };
        var ledger = new FakeLedger(clock, new DeliveryScheduled(SENT, HOOK, NoticeKind.TEST, null));
        var process = new DeliveryProcess(
                ledger, known, new WebhookClient(new AddressPolicy(List.of()), Duration.ofSeconds(1)), broken);
        process.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> ledger.events().contains(new DeliveryClaimed(SENT, 1)));
        } finally {
            process.stop();
        }
    }

    private static WebhookSecrets secrets() {
        return new WebhookSecrets(Keyset.create(Instant.EPOCH).sealer());
    }
}
