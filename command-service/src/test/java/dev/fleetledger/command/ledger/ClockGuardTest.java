package dev.fleetledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.domain.ledger.ConfirmedClock;
import dev.fleetledger.kit.ClockSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which clocks are believed. */
class ClockGuardTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant AHEAD = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final AtomicLong elapsed = new AtomicLong(7);
    private final ClockGuard guard = new ClockGuard(clock::get, elapsed::get, new ClockSettings());

    @Test
    void aClockThatGoesOnEvenlyIsBelieved() {
        pass(Duration.ofDays(40));
        assertThat(guard.problem(NOW, null)).isEmpty();
        assertThat(guard.problem(Instant.EPOCH, null)).isEmpty();
    }

    @Test
    void oneThatLeapsIsNotUntilItIsSetRight() {
        clock.set(AHEAD);
        assertThat(guard.problem(NOW, null).orElseThrow()).contains(AHEAD.toString(), "should be " + NOW);
        clock.set(NOW.minus(DAY).minusSeconds(1));
        assertThat(guard.problem(NOW, null)).isPresent();
        clock.set(NOW.plus(DAY));
        assertThat(guard.problem(NOW, null)).isEmpty();
    }

    @Test
    void nightsThatAMachineSleepsDoNotAddUp() {
        for (var night = 1; night <= 10; night++) {
            clock.set(NOW.plus(Duration.ofHours(8L * night)));
            assertThat(guard.problem(NOW, null)).isEmpty();
        }
    }

    @Test
    void aLedgerThatRestsWhileItIsWatchedMayRestForLonger() {
        for (var day = 1; day <= 400; day++) {
            pass(DAY);
            assertThat(guard.problem(NOW, null)).isEmpty();
        }
    }

    @Test
    void oneThatAnotherMachineContradictsIsNot() {
        clock.set(AHEAD);
        var started = new ClockGuard(clock::get, elapsed::get, new ClockSettings());
        assertThat(started.problem(Instant.EPOCH, null)).isEmpty();
        started.witness(NOW);
        assertThat(started.problem(Instant.EPOCH, null)).isPresent();
        started.witness(AHEAD.minusSeconds(5));
        assertThat(started.problem(Instant.EPOCH, null)).isEmpty();
    }

    @Test
    void aLedgerMayHaveRestedForMonthsButNotForYears() {
        assertThat(guard.problem(NOW.minus(Duration.ofDays(300)), null)).isEmpty();
        var problem = guard.problem(NOW.minus(ClockGuard.MOST_REST).minusSeconds(1), null);
        assertThat(problem.orElseThrow()).contains("last event", "POST /api/v1/ledger/clock");
    }

    @Test
    void anOperatorsWordIsAboveAllWitnessesFromThenUntilItsTime() {
        var word = new ConfirmedClock(AHEAD, AHEAD.plus(DAY));
        clock.set(AHEAD);
        assertThat(guard.problem(NOW, null)).isPresent();
        assertThat(guard.problem(NOW, word)).isEmpty();
        clock.set(AHEAD.plus(DAY));
        assertThat(guard.problem(NOW, word)).isEmpty();
        clock.set(AHEAD.plus(DAY).plusMillis(1));
        assertThat(guard.problem(NOW, word)).isPresent();
    }

    @Test
    void itSaysNothingOfAClockThatFellBackSince() {
        var word = new ConfirmedClock(AHEAD, AHEAD.plus(DAY));
        clock.set(AHEAD.minus(DAY));
        assertThat(guard.problem(NOW, word)).isEmpty();
        clock.set(AHEAD.minus(DAY).minusMillis(1));
        assertThat(guard.problem(NOW, word)).isPresent();
        assertThat(guard.problem(AHEAD, word)).isPresent();
    }

    @Test
    void eventsOfALaterTimeAreKnownForWhatTheyAre() {
        assertThat(guard.isAhead(AHEAD)).isTrue();
        assertThat(guard.isAhead(NOW.plus(DAY))).isFalse();
        assertThat(guard.problem(AHEAD, null)).isEmpty();
    }

    private void pass(Duration time) {
        clock.updateAndGet(now -> now.plus(time));
        elapsed.addAndGet(time.toNanos());
    }
}
