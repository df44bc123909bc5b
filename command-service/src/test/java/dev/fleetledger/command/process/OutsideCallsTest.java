package dev.fleetledger.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.process.ScriptedLedger.Named;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutsideCallsTest {
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final OutsideCalls.Bounds BOUNDS = new OutsideCalls.Bounds(3, 2, Duration.ofSeconds(20), CLAIM);

    private final ScriptedLedger ledger = new ScriptedLedger();
    private final FakeTime time = new FakeTime(1000);
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch hold = new CountDownLatch(1);
    private OutsideCalls outside = calls(BOUNDS);

    @AfterEach
    void end() {
        hold.countDown();
        outside.close();
    }

    private OutsideCalls calls(OutsideCalls.Bounds bounds) {
        return new OutsideCalls(new SystemCommands(ledger, "test"), bounds, time);
    }

    /** A call to somebody, which makes a command of what it was answered. */
    private record Call(UUID id, String key, Callable<String> answer) implements OutsideCall.Repeatable {
        @Override
        public int attempt() {
            return 7;
        }

        @Override
        public Command claim() {
            return new Named("claim");
        }

        @Override
        public Optional<Command> make(FleetState claimed) throws Exception {
            return Optional.of(answer.call()).filter(text -> !text.isEmpty()).map(Named::new);
        }

        @Override
        public Command failed(Throwable failure) {
            return new Named(failure.getClass().getSimpleName());
        }
    }

    /** The same, to somebody who knows what came of a call before. */
    private record AskedCall(Call call, boolean isUnsettled) implements OutsideCall.Asked {
        @Override
        public UUID id() {
            return call.id();
        }

        @Override
        public int attempt() {
            return call.attempt();
        }

        @Override
        public String key() {
            return call.key();
        }

        @Override
        public Command claim() {
            return call.claim();
        }

        @Override
        public Optional<Command> make(FleetState claimed) throws Exception {
            return call.make(claimed);
        }

        @Override
        public Optional<Command> ask() throws Exception {
            return Optional.of(new Named(call.answer().call()));
        }
    }

    private Call call(String key, Callable<String> answer) {
        return new Call(UUID.randomUUID(), key, () -> {
            calls.incrementAndGet();
            return answer.call();
        });
    }

    private Call held(String key) {
        return call(key, () -> {
            hold.await();
            return "outcome";
        });
    }

    private void awaitAsked(String... names) {
        await().untilAsserted(() -> assertThat(ledger.asked()).containsExactly(names));
    }

    @Test
    void aClaimComesBeforeTheCallAndItsOutcomeAfter() {
        var call = call("a", () -> {
            assertThat(ledger.asked()).containsExactly("claim");
            return "outcome";
        });
        outside.begin(call);
        awaitAsked("claim", "outcome");
        assertThat(ledger.requests())
                .extracting(request -> request.id())
                .isEqualTo(List.of(SystemCommand.id("claim", call.id(), 7), SystemCommand.id("outcome", call.id(), 7)));
    }

    @Test
    void whatIsNotClaimedIsNotCalled() {
        ledger.script = command -> ScriptedLedger.REFUSED;
        outside.begin(call("a", () -> "never"));
        awaitAsked("claim");
        ledger.script = command -> {
            throw ScriptedLedger.unavailable();
        };
        var call = call("a", () -> "never");
        outside.begin(call);
        awaitRoomFor(call);
        assertThat(calls).hasValue(0);
    }

    @Test
    void whoSleptSinceTheClaimDoesNotCall() {
        ledger.script = command -> {
            time.pass(OutsideCalls.START_WITHIN.plusMillis(1));
            return ScriptedLedger.ACCEPTED;
        };
        var call = call("a", () -> "never");
        outside.begin(call);
        awaitAsked("claim");
        awaitRoomFor(call);
        assertThat(calls).hasValue(0);
    }

    @Test
    void aClaimMayBeTheEndOfIt() {
        var call = call("a", () -> "");
        outside.begin(call);
        awaitRoomFor(call);
        assertThat(ledger.asked()).containsOnly("claim");
    }

    @Test
    void calledAreSoManyAtATimeOfEachKeyAndInAll() {
        var again = held("a");
        outside.begin(again);
        outside.begin(again);
        outside.begin(held("a"));
        outside.begin(held("a"));
        outside.begin(held("b"));
        outside.begin(held("c"));
        await().untilAsserted(() -> assertThat(calls).hasValue(3));
        assertThat(ledger.asked()).hasSize(3).containsOnly("claim");
        hold.countDown();
        await().untilAsserted(() -> assertThat(ledger.asked()).hasSize(6));
        var next = held("c");
        await().untilAsserted(() -> {
            outside.begin(next);
            assertThat(calls).hasValueGreaterThan(3);
        });
    }

    @Test
    void whatIsThrownIsAnOutcome() {
        outside.begin(call("a", () -> {
            throw new IOException("no route");
        }));
        awaitAsked("claim", "IOException");
    }

    @Test
    void oneThatTakesTooLongIsInterruptedAndToldOf() {
        outside = calls(new OutsideCalls.Bounds(1, 1, Duration.ofMillis(1), CLAIM));
        outside.begin(held("a"));
        awaitAsked("claim", TimeoutException.class.getSimpleName());
        await().untilAsserted(() -> {
            outside.begin(call("a", () -> ""));
            assertThat(calls).as("the room of the first is free again").hasValueGreaterThan(1);
        });
    }

    @Test
    void oneThatHeedsNoInterruptionTakesItsRoomUntilItEnds() {
        outside = calls(new OutsideCalls.Bounds(1, 1, Duration.ofMillis(1), CLAIM));
        var stubborn = call("a", () -> {
            while (true) {
                try {
                    hold.await();
                    return "too late";
                } catch (InterruptedException e) {
                    calls.addAndGet(100);
                }
            }
        });
        outside.begin(stubborn);
        await().untilAsserted(() -> assertThat(calls).hasValue(101));
        awaitAsked("claim", "TimeoutException");
        outside.begin(call("a", () -> "never"));
        assertThat(ledger.asked()).hasSize(2);
        hold.countDown();
        awaitRoomFor(call("a", () -> ""));
        assertThat(ledger.asked()).doesNotContain("too late", "never");
    }

    @Test
    void anOutcomeIsToldUntilItIsDecidedOn() {
        var times = new AtomicInteger(3);
        ledger.script = command -> {
            if (!command.equals(new Named("claim")) && times.getAndDecrement() > 0) {
                throw ScriptedLedger.unavailable();
            }
            return ScriptedLedger.ACCEPTED;
        };
        outside.begin(call("a", () -> "outcome"));
        awaitAsked("claim", "outcome", "outcome", "outcome", "outcome");
        assertThat(calls).hasValue(1);
        assertThat(ledger.requests().stream().map(request -> request.id()).distinct())
                .hasSize(2);
    }

    @Test
    void anOutcomeIsNotToldWhenOthersMaySettleItAlready() {
        ledger.script = command -> {
            if (command.equals(new Named("claim"))) {
                return ScriptedLedger.ACCEPTED;
            }
            time.pass(CLAIM);
            throw ScriptedLedger.unavailable();
        };
        var call = call("a", () -> "outcome");
        outside.begin(call);
        awaitAsked("claim", "outcome", "outcome");
        ledger.script = command -> ScriptedLedger.REFUSED;
        awaitRoomFor(call);
        assertThat(ledger.asked().stream().filter("outcome"::equals)).hasSize(2);
    }

    @Test
    void whatCannotBeRepeatedIsAskedOfAfterACrash() {
        outside.begin(new AskedCall(call("a", () -> "it was done"), true));
        awaitAsked("it was done");
        outside.begin(new AskedCall(call("b", () -> "outcome"), false));
        awaitAsked("it was done", "claim", "outcome");
    }

    @Test
    void ofWhatCannotBeRepeatedNothingIsToldThatIsNotKnown() {
        Callable<String> unreachable = () -> {
            throw new IOException("no route");
        };
        outside.begin(new AskedCall(call("a", unreachable), true));
        outside.begin(new AskedCall(call("b", unreachable), false));
        await().untilAsserted(() -> assertThat(calls).hasValue(2));
        awaitAsked("claim");
        awaitRoomFor(call("a", () -> ""));
        awaitRoomFor(call("b", () -> ""));
        assertThat(ledger.asked()).containsOnly("claim");
    }

    @Test
    void aClaimOutlastsItsCall() {
        assertThatThrownBy(() -> new OutsideCalls.Bounds(1, 1, Duration.ofSeconds(51), CLAIM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Until it is no longer under way: then it is begun, and so claimed, once more. */
    private void awaitRoomFor(OutsideCall call) {
        var claims = ledger.asked().stream().filter("claim"::equals).count();
        await().untilAsserted(() -> {
            outside.begin(call);
            assertThat(ledger.asked().stream().filter("claim"::equals).count()).isGreaterThan(claims);
        });
    }
}
