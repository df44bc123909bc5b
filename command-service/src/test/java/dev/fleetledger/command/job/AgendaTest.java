package dev.fleetledger.command.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.job.Agenda.Question;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelled;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.JobEvent.JobStepObserved;
import dev.fleetledger.schemas.event.JobEvent.JobStepWaiting;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What it costs that many jobs wait: counted in how often what is to be done about one is worked out. */
class AgendaTest {
    private static final int JOBS = 10_000;
    private static final int ROOM = 128;
    private static final Duration CALL = Duration.ofSeconds(30);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Instant NOW = DeciderSpecification.START;
    private static final Instant LATER = NOW.plusSeconds(86_400);

    private final List<FleetEvent> past = new ArrayList<>();
    private final Agenda agenda;
    private FleetState state = FleetState.EMPTY;
    private int worked;

    AgendaTest() {
        agenda = new Agenda(
                (job, now) -> {
                    worked++;
                    return job.duty(now);
                },
                CALL,
                EVERY);
    }

    private void happens(FleetEvent... events) {
        past.addAll(List.of(events));
        state = DeciderSpecification.state(past);
    }

    private static FleetEvent requested(long number) {
        var target = new JobTarget(new UUID(5, number), number, "web", "fl-" + number, Lifecycle.READY);
        return new JobRequested(number, JobKind.DEPLOY, target, JobFixtures.DEPLOY, null, null, 0);
    }

    private static FleetEvent claimed(long number) {
        return new JobStepClaimed(
                number, JobPlan.DEPLOY, 1, new UUID(6, number), StepEffect.CONVERGE, LATER, LATER, "fake");
    }

    private void allWait() {
        var events = new ArrayList<FleetEvent>();
        for (var number = 1L; number <= JOBS; number++) {
            events.addAll(List.of(
                    requested(number), claimed(number), new JobStepWaiting(number, JobPlan.DEPLOY, "ref", LATER)));
        }
        happens(events.toArray(FleetEvent[]::new));
    }

    /** How often it was worked out in a round at that moment, and who was asked. */
    private record Round(int worked, List<Long> asked) {}

    private Round round(Duration moment, int room) {
        worked = 0;
        var asked = new ArrayList<Question>();
        agenda.update(state.jobs(), state.sequence(), NOW, moment.toNanos());
        agenda.ask(NOW, moment.toNanos(), () -> asked.size() < room, asked::add);
        return new Round(worked, asked.stream().map(each -> each.job().number()).toList());
    }

    @Test
    void aRoundCostsWhatThereIsRoomForAndNotWhatWaits() {
        allWait();
        assertThat(round(Duration.ZERO, 0)).isEqualTo(new Round(JOBS, List.of()));
        var first = round(Duration.ofMillis(200), ROOM);
        assertThat(first.asked()).hasSize(ROOM);
        assertThat(first.worked()).isEqualTo(ROOM);
        var second = round(Duration.ofMillis(400), ROOM);
        assertThat(second.asked()).hasSize(ROOM).doesNotContainAnyElementsOf(first.asked());
        assertThat(second.worked()).isEqualTo(ROOM);
        assertThat(round(Duration.ofMillis(600), 0)).isEqualTo(new Round(0, List.of()));
    }

    @Test
    void aRoundBeforeAnybodyMayBeAskedAgainCostsNothing() {
        allWait();
        assertThat(round(Duration.ZERO, JOBS).asked()).hasSize(JOBS);
        assertThat(round(EVERY.minusMillis(1), JOBS)).isEqualTo(new Round(0, List.of()));
        assertThat(round(EVERY, JOBS).asked()).hasSize(JOBS);
    }

    @Test
    void anEventCostsItsJobAlone() {
        allWait();
        round(Duration.ZERO, JOBS);
        happens(
                new JobStepObserved(77, JobPlan.DEPLOY, "Installing OS", 50),
                new JobCancelled(78),
                requested(JOBS + 1));
        assertThat(round(Duration.ofMillis(200), JOBS)).isEqualTo(new Round(2, List.of()));
    }

    @Test
    void whatIsOverIsAskedNoMore() {
        happens(requested(1), claimed(1), new JobStepWaiting(1, JobPlan.DEPLOY, "ref", LATER));
        assertThat(round(Duration.ZERO, 0).asked()).isEmpty();
        happens(new JobCancelled(1));
        assertThat(round(Duration.ofMillis(200), ROOM)).isEqualTo(new Round(0, List.of()));
    }

    @Test
    void aCallIsOfferedUntilItsJobChanges() {
        happens(requested(1));
        var calls = new ArrayList<Agenda.Call>();
        for (var round = 1; round <= 3; round++) {
            agenda.update(state.jobs(), state.sequence(), NOW, round);
            agenda.call(() -> true, calls::add);
            assertThat(calls).hasSize(round);
        }
        happens(claimed(1));
        agenda.update(state.jobs(), state.sequence(), NOW, 4);
        agenda.call(() -> true, calls::add);
        assertThat(calls).hasSize(3);
    }

    @Test
    void whoTakesOverAgainLooksAtAllAndRemembersSinceWhenAClaimIsSeen() {
        happens(
                requested(1),
                new JobStepClaimed(1, JobPlan.DEPLOY, 1, new UUID(6, 1), StepEffect.CONVERGE, NOW, NOW, "fake"));
        assertThat(round(Duration.ZERO, ROOM).asked()).isEmpty();
        agenda.forget();
        assertThat(round(CALL.minusSeconds(1), ROOM)).isEqualTo(new Round(1, List.of()));
        assertThat(round(CALL, ROOM).asked()).containsExactly(1L);
    }
}
