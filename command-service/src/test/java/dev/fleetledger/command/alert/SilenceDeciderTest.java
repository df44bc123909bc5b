package dev.fleetledger.command.alert;

import static dev.fleetledger.command.alert.AlertFixtures.ALERT;
import static dev.fleetledger.command.alert.AlertFixtures.OTHER;
import static dev.fleetledger.command.alert.AlertFixtures.REGISTERED;
import static dev.fleetledger.command.alert.AlertFixtures.RULE;
import static dev.fleetledger.command.alert.AlertFixtures.SERVER;
import static dev.fleetledger.command.alert.AlertFixtures.TRIGGERED;
import static dev.fleetledger.command.alert.AlertFixtures.WATCHED;
import static dev.fleetledger.command.alert.AlertFixtures.firing;
import static dev.fleetledger.command.alert.AlertFixtures.observation;
import static dev.fleetledger.command.fleet.DeciderSpecification.START;
import static dev.fleetledger.command.fleet.DeciderSpecification.given;

import dev.fleetledger.command.alert.AlertCommand.Observe;
import dev.fleetledger.command.alert.AlertCommand.UnsilenceAlert;
import dev.fleetledger.command.alert.SilenceCommand.CreateSilence;
import dev.fleetledger.command.alert.SilenceCommand.EndSilence;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.event.AlertEvent.AlertUnsilenced;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryScheduled;
import dev.fleetledger.schemas.event.SilenceDetails;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceCreated;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceEnded;
import dev.fleetledger.schemas.event.WebhookDetails;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookCreated;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceDeciderTest {
    private static final UUID SILENCE = new UUID(4, 0);
    private static final Instant HOUR = START.plus(Duration.ofHours(1));
    private static final UUID HOOK = new UUID(1, 1);
    private static final WebhookCreated TOLD = new WebhookCreated(
            HOOK,
            new WebhookDetails(
                    null,
                    "https://ops.example/",
                    null,
                    List.of(NoticeKind.ALERT_TRIGGERED, NoticeKind.ALERT_RESOLVED),
                    Severity.INFO,
                    true),
            new Concealed("c2VhbGVk"));
    private static final AlertTriggered SILENCED =
            new AlertTriggered(ALERT, firing(1, 5), TRIGGERED.message(), SILENCE);

    @Test
    void creates() {
        given(REGISTERED).when(create(null, HOUR, "web-1")).then(silence(START.plusSeconds(2), HOUR, SERVER, null));
        given(REGISTERED)
                .when(create(START.plusSeconds(60), HOUR, "web-1"))
                .then(silence(START.plusSeconds(60), HOUR, SERVER, null));
        given(REGISTERED)
                .when(create(Instant.MIN, HOUR, "web-1"))
                .then(silence(START.plusSeconds(2), HOUR, SERVER, null));
    }

    @Test
    void refusesWhatMakesNoSense() {
        given(REGISTERED).when(create(null, HOUR, null)).thenInvalid("server_id");
        given(REGISTERED).when(create(null, HOUR, "nobody")).thenInvalid("server_id");
        given(REGISTERED).when(create(null, START, "web-1")).thenInvalid("expires_at");
        given(REGISTERED).when(create(HOUR, HOUR, "web-1")).thenInvalid("expires_at");
        given(REGISTERED).when(create(null, Instant.MAX, "web-1")).thenInvalid("expires_at");
    }

    @Test
    void endsOnce() {
        var made = silence(START, HOUR, SERVER, null);
        given(REGISTERED, made).when(new EndSilence(SILENCE)).then(new SilenceEnded(SILENCE));
        given(REGISTERED, made, new SilenceEnded(SILENCE))
                .when(new EndSilence(SILENCE))
                .thenRefused(new Rejection.NotFound("Silence", SILENCE.toString()));
        given(REGISTERED, silence(START, START.plusSeconds(1), SERVER, null))
                .when(new EndSilence(SILENCE))
                .thenRefused(new Rejection.NotFound("Silence", SILENCE.toString()));
    }

    @Test
    void whatItCoversIsToldToNobodyAndKeptAllTheSame() {
        given(REGISTERED, WATCHED, TOLD, silence(START, HOUR, SERVER, null))
                .when(new Observe(ALERT, firing(1, 5), null))
                .then(SILENCED);
        given(REGISTERED, WATCHED, TOLD, silence(START, HOUR, null, Severity.WARNING))
                .when(new Observe(ALERT, firing(1, 5), null))
                .then(SILENCED);
    }

    @ParameterizedTest
    @CsvSource({"cpu, true", "cpu_percent, true", "memory, false", "CPU, false"})
    void aMetricHasOneNameAlsoIfThatIsShort(String metric, boolean covered) {
        var made = new SilenceCreated(
                SILENCE, new SilenceDetails("new disks", START, HOUR, null, null, null, metric, null));
        var decided = given(REGISTERED, WATCHED, made).when(new Observe(ALERT, firing(1, 5), null));
        decided.then(covered ? SILENCED : TRIGGERED);
    }

    @Test
    void whatItDoesNotCoverIsTold() {
        var told = new DeliveryScheduled(id("alert.triggered"), HOOK, NoticeKind.ALERT_TRIGGERED, ALERT);
        given(REGISTERED, WATCHED, TOLD, silence(START, HOUR, null, Severity.CRITICAL))
                .when(new Observe(ALERT, firing(1, 5), null))
                .then(TRIGGERED, told);
        given(REGISTERED, WATCHED, TOLD, silence(HOUR, HOUR.plusSeconds(1), SERVER, null))
                .when(new Observe(ALERT, firing(1, 5), null))
                .then(TRIGGERED, told);
        given(REGISTERED, WATCHED, TOLD, silence(START, START.plusSeconds(2), SERVER, null))
                .when(new Observe(ALERT, firing(1, 5), null))
                .then(TRIGGERED, told);
    }

    /** Events of a later time than the clock's make no silence over that is not by the clock. */
    @Test
    void noneIsForgottenForTheTimeOfAnother() {
        var inForce = silence(START.minusSeconds(90), START.minusSeconds(1), SERVER, null);
        var other = new SilenceCreated(
                new UUID(4, 1),
                new SilenceDetails("works", START, START.minusSeconds(1), OTHER, null, null, null, null));
        var past = given(REGISTERED, WATCHED, TOLD, inForce, other).datedAhead(Duration.ofMinutes(1));
        past.when(new Observe(ALERT, firing(1, 5), null)).then(SILENCED);
        past.when(new EndSilence(SILENCE)).then(new SilenceEnded(SILENCE));
    }

    @Test
    void whatGoesOnWhenItEndsIsToldThen() {
        var made = silence(START, HOUR, SERVER, null);
        given(REGISTERED, WATCHED, TOLD, made, SILENCED)
                .when(new UnsilenceAlert(ALERT))
                .thenNothing();
        given(REGISTERED, WATCHED, TOLD, made, SILENCED, new SilenceEnded(SILENCE))
                .when(new UnsilenceAlert(ALERT))
                .then(
                        new AlertUnsilenced(ALERT),
                        new DeliveryScheduled(id("alert.triggered"), HOOK, NoticeKind.ALERT_TRIGGERED, ALERT));
        given(REGISTERED, WATCHED, TOLD, TRIGGERED)
                .when(new UnsilenceAlert(ALERT))
                .thenNothing();
    }

    @Test
    void whoWasToldThatItIsWrongIsToldThatItIsOver() {
        var ok = observation(RULE.toString(), 1, 6, AlertState.OK, false, 20.0);
        var over = new AlertResolved(ALERT, AlertEnd.RECOVERED, 6L, 20.0);
        given(REGISTERED, WATCHED, TOLD, TRIGGERED, silence(START, HOUR, SERVER, null))
                .when(new Observe(OTHER, ok, null))
                .then(over, new DeliveryScheduled(id("alert.resolved"), HOOK, NoticeKind.ALERT_RESOLVED, ALERT));
        given(REGISTERED, WATCHED, TOLD, silence(START, HOUR, SERVER, null), SILENCED)
                .when(new Observe(OTHER, ok, null))
                .then(over);
    }

    private static UUID id(String kind) {
        return UUID.nameUUIDFromBytes((HOOK + "\n" + kind + "\n" + ALERT).getBytes(StandardCharsets.UTF_8));
    }

    private static CreateSilence create(@Nullable Instant starts, Instant expires, @Nullable String server) {
        var asked = new NewSilence(" new disks ", starts, expires, server, null, null, null, null);
        return new CreateSilence(SILENCE, asked, starts);
    }

    private static SilenceCreated silence(
            Instant starts, Instant expires, @Nullable UUID server, @Nullable Severity severity) {
        return new SilenceCreated(
                SILENCE, new SilenceDetails("new disks", starts, expires, server, null, null, null, severity));
    }
}
