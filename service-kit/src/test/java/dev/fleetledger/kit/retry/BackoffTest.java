package dev.fleetledger.kit.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesUpToTheLongestAndBeginsAnew() {
        var backoff = new Backoff(Duration.ofMillis(50), Duration.ofMillis(300));
        assertThat(Stream.generate(backoff::next).limit(5).mapToLong(Duration::toMillis))
                .containsExactly(50L, 100L, 200L, 300L, 300L);
        backoff.reset();
        assertThat(backoff.next()).hasMillis(50);
        assertThat(backoff.next()).hasMillis(100);
    }

    @Test
    void isNeverNothing() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
