package dev.fleetledger.command.webhook;

import static dev.fleetledger.command.fleet.DeciderSpecification.START;
import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.webhook.DeliveryCommand.ClaimDelivery;
import dev.fleetledger.command.webhook.DeliveryCommand.RecordFailure;
import dev.fleetledger.command.webhook.DeliveryCommand.RecordSuccess;
import dev.fleetledger.command.webhook.WebhookCommand.CreateWebhook;
import dev.fleetledger.command.webhook.WebhookCommand.DeleteWebhook;
import dev.fleetledger.command.webhook.WebhookCommand.TestWebhook;
import dev.fleetledger.command.webhook.WebhookCommand.UpdateWebhook;
import dev.fleetledger.domain.webhook.Delivery;
import dev.fleetledger.domain.webhook.Webhooks;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.Rejection;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WebhookDeciderTest {
    private static final UUID HOOK = new UUID(1, 1);
    private static final UUID SENT = new UUID(2, 0);
    private static final Concealed SECRET = new Concealed("c2VhbGVk");
    private static final Concealed QUERY = new Concealed("cXVlcnk=");
    private static final Concealed OTHER_QUERY = new Concealed("b3RoZXI=");
    private static final WebhookDetails DETAILS =
            new WebhookDetails("Ops", "https://ops.example/", null, WebhookFields.ALL_EVENTS, Severity.WARNING, true);
    private static final WebhookCreated CREATED = new WebhookCreated(HOOK, DETAILS, SECRET);
    private static final DeliveryScheduled SCHEDULED = new DeliveryScheduled(SENT, HOOK, NoticeKind.TEST, null);
    private static final DeliveryClaimed CLAIMED = new DeliveryClaimed(SENT, 1);

    @Test
    void createsAsManyAsAFleetMayHave() {
        given().when(new CreateWebhook(HOOK, DETAILS, SECRET)).then(CREATED);
        var many = IntStream.range(0, WebhookDecider.MOST_WEBHOOKS)
                .mapToObj(i -> new WebhookCreated(new UUID(9, i), DETAILS, SECRET))
                .toArray(FleetEvent[]::new);
        given(many)
                .when(new CreateWebhook(HOOK, DETAILS, SECRET))
                .thenRefused(new Rejection.Conflict("CONFLICT", "A fleet has at most 50 webhooks; delete one first"));
    }

    @Test
    void changesWhatWasSent() {
        var nothing = Field.<Concealed>absent("secret");
        given(CREATED)
                .when(new UpdateWebhook(HOOK, fields(Field.of("enabled", false)), nothing))
                .then(new WebhookUpdated(HOOK, DETAILS.disabled()));
        given(CREATED)
                .when(new UpdateWebhook(HOOK, fields(Field.absent("enabled")), Field.of("secret", SECRET)))
                .then(new WebhookSecretChanged(HOOK, SECRET));
        given(CREATED)
                .when(new UpdateWebhook(HOOK, fields(Field.of("enabled", true)), nothing))
                .thenNothing();
        given().when(new UpdateWebhook(HOOK, fields(Field.absent("enabled")), nothing))
                .thenRefused(new Rejection.NotFound("Webhook", HOOK.toString()));
    }

    @Test
    void aHiddenQueryStaysWhereItIs() {
        var known = with("https://ops.example/hook", QUERY);
        var created = new WebhookCreated(HOOK, known, SECRET);
        given(created).when(at("https://ops.example/hook", null, true)).thenNothing();
        given(created)
                .when(at("https://ops.example/hook", OTHER_QUERY, false))
                .then(new WebhookUpdated(HOOK, with("https://ops.example/hook", OTHER_QUERY)));
        given(created)
                .when(at("https://ops.example/hook", null, false))
                .then(new WebhookUpdated(HOOK, with("https://ops.example/hook", null)));
        for (var elsewhere : List.of(
                "https://evil.example/hook",
                "http://ops.example/hook",
                "https://ops.example/",
                "https://ops.example")) {
            given(created).when(at(elsewhere, null, true)).thenInvalid("url");
        }
        given(CREATED).when(at(DETAILS.url(), null, true)).thenInvalid("url");
    }

    @Test
    void aQueryOfBeforeTheyWereSealedStaysToo() {
        var known = with("https://ops.example/hook?token=old", null);
        var created = new WebhookCreated(HOOK, known, SECRET);
        given(created).when(at("https://ops.example/hook", null, true)).thenNothing();
        given(created).when(at("https://evil.example/hook", null, true)).thenInvalid("url");
        given(created)
                .when(at("https://ops.example/hook", QUERY, false))
                .then(new WebhookUpdated(HOOK, with("https://ops.example/hook", QUERY)));
    }

    @Test
    void whatIsToBeSentGoesWithIt() {
        given(CREATED, SCHEDULED)
                .when(new DeleteWebhook(HOOK))
                .then(new WebhookDeleted(HOOK), new DeliveryFailed(SENT, 0, null, "the webhook was deleted", null));
    }

    @Test
    void testsAFewAtATime() {
        given(CREATED).when(new TestWebhook(HOOK, SENT)).then(SCHEDULED);
        var past = new FleetEvent[1 + WebhookDecider.MOST_TESTS];
        past[0] = CREATED;
        for (var i = 1; i < past.length; i++) {
            past[i] = new DeliveryScheduled(new UUID(2, i), HOOK, NoticeKind.TEST, null);
        }
        given(past)
                .when(new TestWebhook(HOOK, SENT))
                .thenRefused(new Rejection.Conflict("CONFLICT", "5 tests of the webhook have not arrived yet"));
    }

    @Test
    void tellsWhoWantsToKnow() {
        var state = DeciderSpecification.state(List.of(CREATED));
        var alert = new UUID(3, 0);
        assertThat(Notices.of(state.webhooks(), NoticeKind.ALERT_RESOLVED, alert, Severity.CRITICAL))
                .hasSize(1)
                .isEqualTo(Notices.of(state.webhooks(), NoticeKind.ALERT_RESOLVED, alert, Severity.CRITICAL));
        assertThat(Notices.of(state.webhooks(), NoticeKind.ALERT_RESOLVED, alert, Severity.INFO))
                .isEmpty();
        var off = DeciderSpecification.state(List.of(CREATED, new WebhookUpdated(HOOK, DETAILS.disabled())));
        assertThat(Notices.of(off.webhooks(), NoticeKind.ALERT_RESOLVED, alert, Severity.CRITICAL))
                .isEmpty();
    }

    @Test
    void tellsNoMoreToWhoTakesNothing() {
        var past = new ArrayList<FleetEvent>(List.of(CREATED));
        for (var i = 0; i < Notices.MOST_WAITING; i++) {
            past.add(new DeliveryScheduled(new UUID(2, i), HOOK, NoticeKind.ALERT_TRIGGERED, new UUID(3, i)));
        }
        var state = DeciderSpecification.state(past);
        var notices = Notices.of(state.webhooks(), NoticeKind.ALERT_RESOLVED, new UUID(3, 0), Severity.CRITICAL);
        assertThat(notices).hasSize(2).last().isInstanceOfSatisfying(DeliveryFailed.class, failed -> {
            assertThat(failed.error()).isEqualTo(Notices.TOO_MANY);
            assertThat(failed.nextAttemptAt()).isNull();
        });
    }

    @Test
    void countsWhatWaitsForEachAlone() {
        var other = new WebhookCreated(new UUID(1, 2), DETAILS, SECRET);
        var state = DeciderSpecification.state(List.of(
                        CREATED,
                        other,
                        SCHEDULED,
                        new DeliveryScheduled(new UUID(2, 1), HOOK, NoticeKind.TEST, null),
                        new DeliveryScheduled(new UUID(2, 2), other.webhookId(), NoticeKind.TEST, null),
                        CLAIMED,
                        new DeliverySucceeded(SENT, 1, 200, 5)))
                .webhooks()
                .deliveries();
        assertThat(state.ofWebhook(HOOK)).extracting(Delivery::id).containsExactly(new UUID(2, 1));
        assertThat(state.ofWebhook(other.webhookId())).hasSize(1);
        assertThat(state.ofWebhook(new UUID(1, 3))).isEmpty();
    }

    @Test
    void whatIsDueFirstComesFirst() {
        var later = new DeliveryScheduled(new UUID(0, 1), HOOK, NoticeKind.TEST, null);
        var past = new ArrayList<FleetEvent>(List.of(CREATED, SCHEDULED, later));
        assertThat(waiting(past)).containsExactly(SENT, later.deliveryId());
        past.add(CLAIMED);
        assertThat(waiting(past)).containsExactly(later.deliveryId(), SENT);
        past.add(new DeliveryClaimed(later.deliveryId(), 1));
        assertThat(waiting(past)).containsExactly(SENT, later.deliveryId());
        past.add(new DeliveryFailed(SENT, 1, 503, "answered 503", START.plus(Duration.ofHours(1))));
        assertThat(waiting(past)).containsExactly(later.deliveryId(), SENT);
        past.add(new DeliverySucceeded(later.deliveryId(), 1, 200, 5));
        assertThat(waiting(past)).containsExactly(SENT);
        past.add(new DeliveryFailed(SENT, 1, null, "gone", null));
        assertThat(DeciderSpecification.state(past).webhooks().deliveries()).isEqualTo(Webhooks.EMPTY.deliveries());
    }

    private static List<UUID> waiting(List<FleetEvent> past) {
        var state = DeciderSpecification.state(past).webhooks();
        return state.deliveries().ofWebhook(HOOK).stream().map(Delivery::id).toList();
    }

    @Nested
    class Deliveries {
        @Test
        void areGivenUpThoughNobodyTellsWhatBecameOfThem() {
            var past = new ArrayList<FleetEvent>(List.of(CREATED, SCHEDULED));
            for (var attempt = 1; attempt <= DeliveryDecider.MOST_ATTEMPTS; attempt++) {
                past.add(new DeliveryClaimed(SENT, attempt));
            }
            // Time enough for the last claim to be over.
            for (var i = 0; i < 60; i++) {
                past.add(new WebhookUpdated(HOOK, DETAILS));
            }
            given(past.toArray(FleetEvent[]::new))
                    .when(new ClaimDelivery(SENT, DeliveryDecider.MOST_ATTEMPTS + 1))
                    .then(new DeliveryFailed(
                            SENT, DeliveryDecider.MOST_ATTEMPTS, null, DeliveryDecider.NOBODY_TOLD, null));
        }

        private final DeciderSpecification claimed = given(CREATED, SCHEDULED, CLAIMED);

        @Test
        void areClaimedOnce() {
            given(CREATED, SCHEDULED).when(new ClaimDelivery(SENT, 1)).then(CLAIMED);
            given(CREATED, SCHEDULED).when(new ClaimDelivery(SENT, 2)).thenRefused(notDue());
            claimed.when(new ClaimDelivery(SENT, 1)).thenRefused(notDue());
            claimed.when(new ClaimDelivery(SENT, 2)).thenRefused(notDue());
            given(CREATED).when(new ClaimDelivery(SENT, 1)).thenRefused(notDue());
        }

        @Test
        void areClaimedAgainOnceTheirSenderCountsAsDead() {
            // The n-th event happens n seconds after the start.
            var past = new FleetEvent[62];
            past[0] = CREATED;
            past[1] = SCHEDULED;
            past[2] = CLAIMED;
            for (var i = 3; i < past.length; i++) {
                past[i] = new WebhookCreated(new UUID(9, i), DETAILS, SECRET);
            }
            given(past).when(new ClaimDelivery(SENT, 2)).then(new DeliveryClaimed(SENT, 2));
        }

        @Test
        void doNotWaitForTheTimeOfAClockThatWasAhead() {
            var years = Duration.ofDays(4 * 365);
            given(CREATED, SCHEDULED)
                    .datedAhead(years)
                    .when(new ClaimDelivery(SENT, 1))
                    .then(CLAIMED);
            given(CREATED, SCHEDULED, CLAIMED)
                    .datedAhead(years)
                    .when(new ClaimDelivery(SENT, 2))
                    .then(new DeliveryClaimed(SENT, 2));
            var again = DeciderSpecification.START.plusSeconds(60);
            given(CREATED, SCHEDULED, CLAIMED, new DeliveryFailed(SENT, 1, 503, "answered 503", again))
                    .datedAhead(years)
                    .when(new ClaimDelivery(SENT, 2))
                    .thenRefused(notDue());
        }

        @Test
        void succeed() {
            claimed.when(new RecordSuccess(SENT, 1, 204, 9)).then(new DeliverySucceeded(SENT, 1, 204, 9));
            claimed.when(new RecordSuccess(SENT, 2, 204, 9)).thenNothing();
            given(CREATED, SCHEDULED, CLAIMED, new DeliverySucceeded(SENT, 1, 204, 9))
                    .when(new RecordSuccess(SENT, 1, 204, 9))
                    .thenNothing();
        }

        @Test
        void areSentAgainLaterEachTime() {
            var now = START.plusSeconds(4);
            claimed.when(new RecordFailure(SENT, 1, 503, "answered 503", null))
                    .then(new DeliveryFailed(SENT, 1, 503, "answered 503", now.plus(jittered(Duration.ofSeconds(5)))));
            claimed.when(new RecordFailure(SENT, 1, null, "no route", Duration.ofSeconds(1)))
                    .then(new DeliveryFailed(SENT, 1, null, "no route", now.plus(jittered(Duration.ofSeconds(5)))));
            claimed.when(new RecordFailure(SENT, 1, 429, "answered 429", Duration.ofMinutes(3)))
                    .then(new DeliveryFailed(SENT, 1, 429, "answered 429", now.plus(Duration.ofMinutes(3))));
            claimed.when(new RecordFailure(SENT, 1, 429, "answered 429", Duration.ofDays(300)))
                    .then(new DeliveryFailed(SENT, 1, 429, "answered 429", now.plus(Duration.ofDays(1))));
        }

        @Test
        void areGivenUpAfterDays() {
            var last = DeliveryDecider.BACK_OFF.size() + 1;
            given(CREATED, SCHEDULED, new DeliveryClaimed(SENT, last))
                    .when(new RecordFailure(SENT, last, 500, "answered 500", null))
                    .then(new DeliveryFailed(SENT, last, 500, "answered 500", null));
        }

        @Test
        void endWithTheReceiver() {
            claimed.when(new RecordFailure(SENT, 1, 410, "answered 410", null))
                    .then(
                            new DeliveryFailed(SENT, 1, 410, "answered 410", null),
                            new WebhookUpdated(HOOK, DETAILS.disabled()));
        }

        private Duration jittered(Duration usual) {
            return usual.plus(
                    usual.multipliedBy(Math.floorMod(SENT.hashCode(), 100)).dividedBy(1000));
        }

        private Rejection notDue() {
            return new Rejection.Conflict("CONFLICT", "It is not due, or another one sends it already");
        }
    }

    @Test
    void nothingIsKeptOfWhatWasSent() {
        var state = DeciderSpecification.state(
                List.of(CREATED, SCHEDULED, CLAIMED, new DeliverySucceeded(SENT, 1, 204, 9)));
        assertThat(state.webhooks().deliveries()).isEqualTo(Webhooks.EMPTY.deliveries());
        assertThat(state.version(SCHEDULED.aggregate())).isZero();
    }

    private static WebhookDetails with(String url, @Nullable Concealed query) {
        return new WebhookDetails("Ops", url, query, WebhookFields.ALL_EVENTS, Severity.WARNING, true);
    }

    private static UpdateWebhook at(String url, @Nullable Concealed query, boolean queryStays) {
        var address = new WebhookAddress(url, query, queryStays);
        var change = new Change<>(with(url, query), Set.of("url"), List.of());
        return new UpdateWebhook(HOOK, new WebhookFields(change, address), Field.absent("secret"));
    }

    private static WebhookFields fields(Field<Boolean> enabled) {
        var details = Boolean.FALSE.equals(enabled.value()) ? DETAILS.disabled() : DETAILS;
        var sent = enabled.sent() ? Set.of("enabled") : Set.<String>of();
        return new WebhookFields(new Change<>(details, sent, List.of()), null);
    }
}
