package dev.fleetledger.command.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdempotencyBytesTest {

    /** {@link StateMeasure} finds some 700; a state that was kept with each took 3,100 (ADR 12). */
    @Test
    @DisplayName("what is remembered under a key takes a few hundred bytes, however many servers there are")
    void aFewHundredBytes() throws Exception {
        assertThat(StateMeasure.bytesOfKey(2_000, 20_000)).isBetween(200L, 1_200L);
    }
}
