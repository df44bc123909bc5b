package dev.fleetledger.command.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.http.FakeLedger;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Found;
import dev.fleetledger.providers.Machine;
import dev.fleetledger.providers.Order;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.providers.Sighting;
import dev.fleetledger.schemas.event.FleetEvent;
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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many jobs that wait. */
class ManyJobsTest {
    private static final int JOBS = 1000;
    private static final int MOST_AT_A_TIME = 128;
    private static final Instant LATER = DeciderSpecification.START.plusSeconds(86_400);

    /** Counts who is asked how often, and how many at a time. */
    private static final class Counting implements Provider {
        private final Map<String, Integer> asked = new ConcurrentHashMap<>();
        private final AtomicInteger atATime = new AtomicInteger();
        private final AtomicInteger mostAtATime = new AtomicInteger();

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Duration askEvery() {
            return Duration.ofMillis(1);
        }

        @Override
        public Answer begin(Machine machine, Order order) {
            throw new IllegalStateException("all were begun");
        }

        @Override
        public Sighting look(Machine machine, Order order) {
            mostAtATime.accumulateAndGet(atATime.incrementAndGet(), Math::max);
            asked.merge(machine.systemId(), 1, Integer::sum);
            atATime.decrementAndGet();
            return new Sighting.UnderWay("ref", "Installing OS", 50);
        }

        @Override
        public Answer abort(Machine machine, Order order) {
            return new Answer.Done(Found.NOTHING);
        }
    }

    @Test
    void allAreAskedByTurnsAndOnlySoManyAtATime() throws Exception {
        var provider = new Counting();
        var nanos = new AtomicLong();
        var ledger = new FakeLedger(() -> DeciderSpecification.START, waiting());
        var process = new JobProcess(
                ledger, provider, () -> DeciderSpecification.START, () -> nanos.addAndGet(1_000_000), UUID::randomUUID);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        process.look();
                        return provider.asked.size() == JOBS;
                    });
        } finally {
            process.stop();
        }
        assertThat(provider.mostAtATime.get()).isBetween(1, MOST_AT_A_TIME);
        // Each in turn: who was asked is behind those who were not, but for one whose answer is still to come.
        assertThat(provider.asked.values()).allMatch(times -> times <= 3);
        assertThat(ledger.events()).hasSize(4 * JOBS);
    }

    private static FleetEvent[] waiting() {
        var events = new ArrayList<FleetEvent>();
        for (var number = 1L; number <= JOBS; number++) {
            var target = new JobTarget(new UUID(5, number), number, "web", "fl-" + number, Lifecycle.READY);
            events.addAll(List.of(
                    new JobRequested(number, JobKind.DEPLOY, target, JobFixtures.DEPLOY, null, null, 0),
                    new JobStepClaimed(
                            number, JobPlan.DEPLOY, 1, new UUID(6, number), StepEffect.CONVERGE, LATER, LATER, "fake"),
                    new JobStepWaiting(number, JobPlan.DEPLOY, "ref", LATER),
                    new JobStepObserved(number, JobPlan.DEPLOY, "Installing OS", 50)));
        }
        return events.toArray(FleetEvent[]::new);
    }
}
