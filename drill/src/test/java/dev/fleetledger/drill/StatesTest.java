package dev.fleetledger.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatesTest {
    private static final Map<String, String> HELD = Map.of("fleet servers", "aa", "fleet sequence", "7");

    private final Map<String, Optional<Map<String, String>>> told =
            new TreeMap<>(Map.of("one", Optional.of(HELD), "two", Optional.of(HELD)));

    @Test
    @DisplayName("who does not answer is named, and differs from nobody")
    void noAnswer() {
        told.put("three", Optional.empty());
        assertThat(States.compare(told)).containsExactly("three does not tell the state that it holds");
    }

    @Test
    @DisplayName("what differs is named by its part, with what each holds, also where one has no such part")
    void different() {
        told.put("two", Optional.of(Map.of("fleet servers", "bb")));
        assertThat(States.compare(told))
                .containsExactly(
                        "the instances differ in fleet sequence: {one=7, two=none}",
                        "the instances differ in fleet servers: {one=aa, two=bb}");
    }

    @Test
    void alike() {
        assertThat(States.compare(told)).isEmpty();
    }
}
