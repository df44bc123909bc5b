package dev.fleetledger.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The drill's own bounds: what it must not pass. */
class SilenceTest {
    private static final Duration WHILE = Duration.ofMillis(60);
    private static final Bounds NONE = new Bounds(Duration.ZERO, Duration.ZERO);
    private static final Bounds WIDE = new Bounds(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final Silence silence = new Silence(List.of("one", "two"));

    @Test
    void countsOneThatLastedFromTheBeginToTheEnd() {
        pass();
        silence.end("two");
        assertThat(silence.longest()).isGreaterThanOrEqualTo(WHILE);
    }

    @Test
    void isAFleetsOwn() {
        pass();
        silence.end("one");
        pass();
        silence.end("one");
        silence.end("two");
        assertThat(silence.longest()).isGreaterThanOrEqualTo(WHILE.multipliedBy(2));
    }

    @Test
    void excusesWhatNobodyCouldHaveServedAndNoMore() {
        var since = System.nanoTime();
        pass();
        silence.excuse(since);
        silence.end("one");
        assertThat(silence.unexcused()).isLessThanOrEqualTo(silence.longest().minus(WHILE));

        silence.end("two");
        pass();
        silence.end("two");
        assertThat(silence.unexcused()).isGreaterThanOrEqualTo(WHILE);
    }

    @Test
    void isHeldToItsBound() {
        var served = new Served(List.of("one"));
        pass();
        served.command("one");
        assertThat(served.beyond(NONE)).singleElement().asString().startsWith("commands of a fleet were away for ");
        assertThat(served.beyond(WIDE)).isEmpty();
        assertThat(served.summary()).doesNotContain("commands 0 ms");
    }

    private static void pass() {
        var begin = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() - begin >= WHILE.toNanos());
    }
}
