package dev.fleetledger.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureThrottleTest {

    @Test
    void failuresOfOneAccountAreCountedWhateverItsCase() {
        var throttle = new FailureThrottle(2);
        assertThat(throttle.attempt("a@example.com")).isEmpty();
        assertThat(throttle.attempt("a@example.com")).isEmpty();
        assertThat(throttle.attempt("a@example.com").orElseThrow())
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(throttle.attempt("b@example.com")).isEmpty();
    }

    @Test
    void loginsThatSucceedDoNotCount() {
        var throttle = new FailureThrottle(1);
        for (var i = 0; i < 5; i++) {
            assertThat(throttle.attempt("a@example.com")).isEmpty();
            throttle.forget("a@example.com");
        }
    }
}
