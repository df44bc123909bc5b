package dev.fleetledger.command.clock;

import static dev.fleetledger.command.fleet.DeciderSpecification.START;
import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.fleet.DeciderSpecification.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.domain.ledger.ConfirmedClock;
import dev.fleetledger.schemas.event.LedgerEvent.ClockConfirmed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockDeciderTest {
    private static final Instant HOUR = START.plus(Duration.ofHours(1));

    @Test
    void isBelievedFromWhatItSaysUntilThen() {
        given().when(new ConfirmClock(START)).then(new ClockConfirmed(START, START));
        given().when(new ConfirmClock(HOUR.plusNanos(7))).then(new ClockConfirmed(START, HOUR));
        given().when(new ConfirmClock(START.plus(ClockDecider.LONGEST)))
                .then(new ClockConfirmed(START, START.plus(ClockDecider.LONGEST)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-01-18T09:59:59.999Z",
                "2027-01-19T10:00:00.001Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void whoMeansAnotherTimeIsNotBelieved(Instant until) {
        given().when(new ConfirmClock(until)).thenInvalid("confirmed_until");
    }

    @Test
    void theLastWordCountsAndIsSaidOnce() {
        var hour = new ClockConfirmed(START, HOUR);
        given(hour).when(new ConfirmClock(HOUR)).thenNothing();
        var shorter = new ClockConfirmed(START.plusSeconds(2), START.plusSeconds(2));
        given(hour).when(new ConfirmClock(shorter.until())).then(shorter);
        assertThat(state(List.of(hour, shorter)).clock()).isEqualTo(new ConfirmedClock(shorter.at(), shorter.until()));
    }
}
