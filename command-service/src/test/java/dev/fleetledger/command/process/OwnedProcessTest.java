package dev.fleetledger.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.command.process.OwnedProcess.Next;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OwnedProcessTest {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ScriptedLedger ledger = new ScriptedLedger();
    private final FakeTime time = new FakeTime(1000);
    private final Rounds work = new Rounds();
    private final OwnedProcess process = new OwnedProcess("test", ledger, PAUSE, work, time);

    private static final class Rounds implements OwnedProcess.Work {
        private final Queue<Supplier<Next>> rounds = new ArrayDeque<>();
        private int releases;

        @Override
        public Next round() {
            return Objects.requireNonNull(rounds.poll(), "another round than there was to be")
                    .get();
        }

        @Override
        public void release() {
            releases++;
        }

        void then(Next next) {
            rounds.add(() -> next);
        }

        void thenFail(RuntimeException failure) {
            rounds.add(() -> {
                throw failure;
            });
        }
    }

    @Test
    void itPausesBetweenRoundsOnlyIfTheyAskForThat() {
        work.then(Next.AT_ONCE);
        work.then(Next.AFTER_A_PAUSE);
        work.then(Next.AT_ONCE);
        work.then(Next.NEVER);
        process.run();
        assertThat(work.rounds).isEmpty();
        assertThat(time.pauses).containsExactly(PAUSE);
        assertThat(work.releases).as("at its end").isEqualTo(1);
    }

    @Test
    void itWorksOnlyWhereTheFleetIsOwned() {
        var looks = new AtomicInteger();
        work.rounds.add(() -> {
            ledger.owns = false;
            return Next.AT_ONCE;
        });
        var passing = new MonotonicTime() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public void sleep(Duration pause) {
                assertThat(work.releases).isEqualTo(looks.incrementAndGet());
                ledger.owns = looks.get() == 3;
            }
        };
        work.then(Next.NEVER);
        new OwnedProcess("test", ledger, PAUSE, work, passing).run();
        assertThat(looks).hasValue(3);
        assertThat(work.rounds).isEmpty();
    }

    @Test
    void itGoesOnAfterWhateverFailsEverMoreSeldom() {
        for (var i = 0; i < 8; i++) {
            work.thenFail(new IllegalStateException("a bug"));
        }
        work.then(Next.AT_ONCE);
        work.thenFail(new IllegalStateException("another bug"));
        work.rounds.add(() -> {
            assertThat(process.failure())
                    .hasValueSatisfying(failure -> assertThat(failure).hasMessage("another bug"));
            return Next.NEVER;
        });
        process.run();
        assertThat(time.pauses.stream().mapToLong(Duration::toMillis))
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 100L);
        assertThat(process.failure()).isEmpty();
        assertThat(work.releases).isEqualTo(10);
    }

    @Test
    void anUnavailableLedgerIsNoFailure() {
        work.thenFail(ScriptedLedger.unavailable());
        work.thenFail(ScriptedLedger.unavailable());
        work.rounds.add(() -> {
            assertThat(process.failure()).isEmpty();
            return Next.NEVER;
        });
        process.run();
        assertThat(time.pauses).isEqualTo(List.of(PAUSE, PAUSE));
        assertThat(work.releases).isEqualTo(3);
    }

    @Test
    void itsEndWaitsForNoPause() throws InterruptedException {
        var rounds = new AtomicInteger();
        var released = new AtomicInteger();
        var waiting = new OwnedProcess("test", ledger, Duration.ofDays(1), new OwnedProcess.Work() {
            @Override
            public Next round() {
                rounds.incrementAndGet();
                return Next.AFTER_A_PAUSE;
            }

            @Override
            public void release() {
                released.incrementAndGet();
            }
        });
        waiting.start();
        await().until(() -> rounds.get() == 1);
        waiting.stop();
        assertThat(rounds).hasValue(1);
        assertThat(released).hasValue(1);
    }

    @Test
    void oneThatNeverStartedCanBeStopped() throws InterruptedException {
        process.stop();
        assertThat(work.releases).isZero();
    }
}
