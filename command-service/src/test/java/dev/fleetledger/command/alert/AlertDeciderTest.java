package dev.fleetledger.command.alert;

import static dev.fleetledger.command.alert.AlertFixtures.ALERT;
import static dev.fleetledger.command.alert.AlertFixtures.CPU;
import static dev.fleetledger.command.alert.AlertFixtures.OTHER;
import static dev.fleetledger.command.alert.AlertFixtures.REGISTERED;
import static dev.fleetledger.command.alert.AlertFixtures.RULE;
import static dev.fleetledger.command.alert.AlertFixtures.SERVER;
import static dev.fleetledger.command.alert.AlertFixtures.TRIGGERED;
import static dev.fleetledger.command.alert.AlertFixtures.WATCHED;
import static dev.fleetledger.command.alert.AlertFixtures.details;
import static dev.fleetledger.command.alert.AlertFixtures.firing;
import static dev.fleetledger.command.alert.AlertFixtures.observation;
import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.alert.AlertCommand.AcknowledgeAlert;
import dev.fleetledger.command.alert.AlertCommand.Observe;
import dev.fleetledger.command.alert.AlertCommand.ResolveAlert;
import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.AlertEvent.AlertAcknowledged;
import dev.fleetledger.schemas.event.AlertEvent.AlertChanged;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdUpdated;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AlertDeciderTest {

    @Nested
    class Observing {

        @Test
        void opensOneAlert() {
            given(REGISTERED, WATCHED)
                    .when(new Observe(ALERT, firing(1, 5), null))
                    .then(TRIGGERED);
        }

        @Test
        void opensNoSecondOneAndTakesNoteOfNothingOld() {
            var open = given(REGISTERED, WATCHED, TRIGGERED);
            open.when(new Observe(OTHER, firing(1, 6), null)).thenNothing();
            open.when(new Observe(OTHER, firing(1, 5), null)).thenNothing();
            open.when(observe(5, AlertState.OK)).thenNothing();
            open.when(observe(4, AlertState.OK)).thenNothing();
        }

        @Test
        void changesTheStateOfTheOpenOne() {
            given(REGISTERED, WATCHED, TRIGGERED)
                    .when(observe(6, AlertState.RECOVERING))
                    .then(new AlertChanged(ALERT, 6, AlertState.RECOVERING, Instant.ofEpochSecond(6), 50.0));
        }

        @Test
        void resolvesItOnceItIsClear() {
            var over = new AlertResolved(ALERT, AlertEnd.RECOVERED, 6L, 50.0);
            given(REGISTERED, WATCHED, TRIGGERED)
                    .when(observe(6, AlertState.OK))
                    .then(over);
            var past = given(REGISTERED, WATCHED, TRIGGERED, over);
            past.when(new Observe(OTHER, firing(1, 5), null)).thenNothing();
            past.when(new Observe(OTHER, firing(1, 6), null)).thenNothing();
            past.when(observe(7, AlertState.OK)).thenNothing();
            past.when(new Observe(OTHER, firing(1, 7), null))
                    .then(new AlertTriggered(OTHER, firing(1, 7), TRIGGERED.message(), null));
        }

        @Test
        void doesNotOpenWhatDoesNotRaise() {
            given(REGISTERED, WATCHED).when(observe(5, AlertState.NO_DATA)).thenNothing();
            given(REGISTERED, WATCHED).when(observe(5, AlertState.RECOVERING)).thenNothing();
        }

        @Test
        void opensBySilenceIfThatRaises() {
            var silence = observation(RULE.toString(), 1, 5, AlertState.NO_DATA, true, null);
            given(REGISTERED, WATCHED)
                    .when(new Observe(ALERT, silence, null))
                    .then(new AlertTriggered(ALERT, silence, "web-1: cpu has not been heard of", null));
        }

        @Test
        void ignoresWhatWasSeenOfAnotherVersionOfTheThreshold() {
            var updated = new ThresholdUpdated(RULE, details(null, 90, null));
            given(REGISTERED, WATCHED, updated)
                    .when(new Observe(ALERT, firing(1, 5), null))
                    .thenNothing();
            given(REGISTERED, WATCHED)
                    .when(new Observe(ALERT, firing(2, 5), null))
                    .thenNothing();
            given(REGISTERED, WATCHED, new ThresholdDeleted(RULE))
                    .when(new Observe(ALERT, firing(1, 5), null))
                    .thenNothing();
            given(REGISTERED, WATCHED, updated)
                    .when(new Observe(ALERT, firing(2, 5), null))
                    .then(new AlertTriggered(ALERT, firing(2, 5), TRIGGERED.message(), null));
        }

        @Test
        void numbersBeginAnewWithEachVersion() {
            var updated = new ThresholdUpdated(RULE, details(null, 90, null));
            var settled = new AlertResolved(ALERT, AlertEnd.THRESHOLD_CHANGED, null, null);
            given(REGISTERED, WATCHED, TRIGGERED, updated, settled)
                    .when(new Observe(OTHER, firing(2, 1), null))
                    .then(new AlertTriggered(OTHER, firing(2, 1), TRIGGERED.message(), null));
        }

        @Test
        void ignoresServersThatAreGone() {
            given(WATCHED).when(new Observe(ALERT, firing(1, 5), null)).thenNothing();
            given(REGISTERED, WATCHED, new ServerDeleted(SERVER))
                    .when(new Observe(ALERT, firing(1, 5), null))
                    .thenNothing();
        }

        @Test
        void takesOnlySilenceForSilence() {
            var over = observation("quota.over", 1, 5, AlertState.FIRING, true, null);
            given(REGISTERED)
                    .when(new Observe(ALERT, over, null))
                    .then(new AlertTriggered(ALERT, over, "web-1: cpu is > 80", null));
            given(REGISTERED)
                    .when(new Observe(ALERT, over, "in other words"))
                    .then(new AlertTriggered(ALERT, over, "in other words", null));
        }

        @Test
        void takesThePlatformsOwnRulesAtTheirWord() {
            var over = observation("quota.over", 1, 5, AlertState.FIRING, true, 95.0);
            given(REGISTERED)
                    .when(new Observe(ALERT, over, null))
                    .then(new AlertTriggered(ALERT, over, "web-1: cpu is 95, > 80", null));
        }

        private Observe observe(long number, AlertState state) {
            return new Observe(OTHER, observation(RULE.toString(), 1, number, state, false, 50.0), null);
        }
    }

    @Nested
    class Operators {
        private final DeciderSpecification open = given(REGISTERED, WATCHED, TRIGGERED);
        private final DeciderSpecification over =
                given(REGISTERED, WATCHED, TRIGGERED, new AlertResolved(ALERT, AlertEnd.REQUESTED, null, null));

        @Test
        void acknowledge() {
            open.when(new AcknowledgeAlert(ALERT)).then(new AlertAcknowledged(ALERT));
            given(REGISTERED, WATCHED, TRIGGERED, new AlertAcknowledged(ALERT))
                    .when(new AcknowledgeAlert(ALERT))
                    .thenNothing();
            over.when(new AcknowledgeAlert(ALERT)).thenRefused(conflict());
            open.when(new AcknowledgeAlert(OTHER)).thenRefused(new Rejection.NotFound("Alert", OTHER.toString()));
        }

        @Test
        void resolve() {
            open.when(new ResolveAlert(ALERT)).then(new AlertResolved(ALERT, AlertEnd.REQUESTED, null, null));
            over.when(new ResolveAlert(ALERT)).thenRefused(conflict());
            open.when(new ResolveAlert(OTHER)).thenRefused(new Rejection.NotFound("Alert", OTHER.toString()));
        }

        @Test
        void whatWasResolvedStaysSoUntilItIsRaisedAnew() {
            var recovering = observation(RULE.toString(), 1, 6, AlertState.RECOVERING, false, 75.0);
            var firing = observation(RULE.toString(), 1, 7, AlertState.FIRING, false, 95.0);
            over.when(new Observe(OTHER, recovering, null)).thenNothing();
            over.when(new Observe(OTHER, firing, null)).thenNothing();
            over.when(new Observe(OTHER, firing(1, 8), null))
                    .then(new AlertTriggered(OTHER, firing(1, 8), TRIGGERED.message(), null));
        }

        private Rejection conflict() {
            return new Rejection.Conflict("ALERT_RESOLVED", "Alert '" + ALERT + "' is resolved already");
        }
    }

    @Test
    void nothingIsKeptOfWhatIsGone() {
        var state = DeciderSpecification.state(List.of(
                REGISTERED,
                WATCHED,
                TRIGGERED,
                new ThresholdDeleted(RULE),
                new AlertResolved(ALERT, AlertEnd.THRESHOLD_DELETED, null, null)));
        assertThat(state.alerts().sightings().byTarget()).isEmpty();
        assertThat(state.alerts().open().values()).isEmpty();
        assertThat(CPU.metric()).isEqualTo("cpu_percent");
        var without = DeciderSpecification.state(List.of(
                REGISTERED,
                WATCHED,
                TRIGGERED,
                new ServerDeleted(SERVER),
                new AlertResolved(ALERT, AlertEnd.TARGET_DELETED, null, null)));
        assertThat(without.alerts().sightings().byTarget()).isEmpty();
    }
}
