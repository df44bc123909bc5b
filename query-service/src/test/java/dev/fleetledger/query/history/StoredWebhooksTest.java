package dev.fleetledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.Documents.Version;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryClaimed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryFailed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryScheduled;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliverySucceeded;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.WebhookDetails;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookCreated;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookDeleted;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookSecretChanged;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookUpdated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The history keeps webhooks and deliveries in this shape, which the audit shows. */
class StoredWebhooksTest {
    private static final UUID HOOK = UUID.fromString("7f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    private static final UUID SENT = UUID.fromString("8f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    private static final UUID ALERT = UUID.fromString("9f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    private static final String URL = "https://chat.example/hook";
    private static final Concealed SEALED = new Concealed("nobody is shown this");
    private static final Instant AGAIN = Instant.parse("2026-01-18T10:05:00.250Z");

    private final EventChain chain = new EventChain();
    private Version version = Version.NONE;

    @Test
    void webhooks() {
        assertAfter(new WebhookCreated(HOOK, details("Ops", URL, SEALED), SEALED), """
                {"name":"Ops","url":"https://chat.example/hook?********",
                 "events":["alert.triggered","alert.resolved"],"minimum_severity":"warning","enabled":true,
                 "secret":{"$sealed":1}}""");
        assertThat(version.names()).isEmpty();
        assertAfter(new WebhookUpdated(HOOK, details(null, URL, null).disabled()), """
                {"name":null,"url":"https://chat.example/hook","events":["alert.triggered","alert.resolved"],
                 "minimum_severity":"warning","enabled":false,"secret":{"$sealed":1}}""");
        assertAfter(new WebhookUpdated(HOOK, details("Ops", URL + "?token=of before they were sealed", null)), """
                {"name":"Ops","url":"https://chat.example/hook?********",
                 "events":["alert.triggered","alert.resolved"],"minimum_severity":"warning","enabled":true,
                 "secret":{"$sealed":1}}""");
        assertAfter(new WebhookSecretChanged(HOOK, SEALED), """
                {"name":"Ops","url":"https://chat.example/hook?********",
                 "events":["alert.triggered","alert.resolved"],"minimum_severity":"warning","enabled":true,
                 "secret":{"$sealed":4}}""");
        after(new WebhookDeleted(HOOK));
        assertThat(version.document()).isNull();
    }

    @Test
    void deliveriesThatArrive() {
        assertAfter(new DeliveryScheduled(SENT, HOOK, NoticeKind.ALERT_TRIGGERED, ALERT), """
                {"webhook_id":"7f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21","type":"alert.triggered",
                 "alert_id":"9f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21","status":"pending","attempts":0,
                 "response_status":null,"error":null,"duration_ms":null,"created_at":"2026-01-18T10:00:00Z",
                 "next_attempt_at":"2026-01-18T10:00:00Z","delivered_at":null}""");
        assertThat(version.names()).containsExactly("webhook:7f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
        assertAfter(new DeliveryClaimed(SENT, 1), """
                {"webhook_id":"7f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21","type":"alert.triggered",
                 "alert_id":"9f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21","status":"pending","attempts":1,
                 "response_status":null,"error":null,"duration_ms":null,"created_at":"2026-01-18T10:00:00Z",
                 "next_attempt_at":"2026-01-18T10:00:00Z","delivered_at":null}""");
        assertAfter(new DeliveryFailed(SENT, 1, 503, "answered 503", AGAIN), """
                {"webhook_id":"7f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21","type":"alert.triggered",
                 "alert_id":"9f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21","status":"pending","attempts":1,
                 "response_status":503,"error":"answered 503","duration_ms":null,"created_at":"2026-01-18T10:00:00Z",
                 "next_attempt_at":"2026-01-18T10:05:00.250Z","delivered_at":null}""");
        assertAfter(new DeliveryClaimed(SENT, 2), """
                {"webhook_id":"7f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21","type":"alert.triggered",
                 "alert_id":"9f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21","status":"pending","attempts":2,
                 "response_status":503,"error":"answered 503","duration_ms":null,"created_at":"2026-01-18T10:00:00Z",
                 "next_attempt_at":"2026-01-18T10:05:00.250Z","delivered_at":null}""");
        assertAfter(new DeliverySucceeded(SENT, 2, 204, 17), """
                {"webhook_id":"7f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21","type":"alert.triggered",
                 "alert_id":"9f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21","status":"delivered","attempts":2,
                 "response_status":204,"error":null,"duration_ms":17,"created_at":"2026-01-18T10:00:00Z",
                 "next_attempt_at":null,"delivered_at":"2026-01-18T10:00:04Z"}""");
    }

    @Test
    void deliveriesThatAreGivenUp() {
        after(new DeliveryScheduled(SENT, HOOK, NoticeKind.TEST, null));
        assertAfter(new DeliveryFailed(SENT, 0, null, "the webhook was deleted", null), """
                {"webhook_id":"7f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21","type":"webhook.test","alert_id":null,
                 "status":"failed","attempts":0,"response_status":null,"error":"the webhook was deleted",
                 "duration_ms":null,"created_at":"2026-01-18T10:00:00Z","next_attempt_at":null,"delivered_at":null}""");
        assertThat(version.names()).containsExactly("webhook:7f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    }

    /** Adds an event to the aggregate as the database gives it back. */
    private void after(FleetEvent event) {
        var after = Documents.after(chain.recorded(event), version);
        var stored = after.document() == null ? null : json(after.document().toString());
        version = new Version(stored, after.names());
    }

    private void assertAfter(FleetEvent event, String document) {
        after(event);
        assertThat(version.document()).isEqualTo(json(document));
    }

    private static ObjectNode json(String text) {
        return VersionRow.json(text);
    }

    private static WebhookDetails details(@Nullable String name, String url, @Nullable Concealed query) {
        return new WebhookDetails(
                name,
                url,
                query,
                List.of(NoticeKind.ALERT_TRIGGERED, NoticeKind.ALERT_RESOLVED),
                Severity.WARNING,
                true);
    }
}
