package dev.fleetledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.FleetState;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CommittedStateTest {
    private final CommittedState committed = new CommittedState();

    @Test
    @DisplayName("a reader takes what was offered, but not what was decided far past where it is, until it has come on")
    void offers() {
        var state = FleetState.EMPTY;
        committed.offer(1, Map.of(7L, state));
        committed.offer(1, Map.of(5006L, state, 5007L, state));
        assertThat(committed.take(0, 7, state.hash())).isNull();
        assertThat(committed.take(1, 5006, state.hash())).isSameAs(state);
        assertThat(committed.take(1, 5007, state.hash())).isNull();

        committed.offer(1, Map.of(6000L, state));
        committed.offer(1, Map.of(10_999L, state, 11_000L, state));
        assertThat(committed.take(1, 6000, "another")).isNull();
        assertThat(committed.take(1, 11_000, state.hash())).isNull();

        committed.offer(1, Map.of(12_000L, state));
        assertThat(committed.take(1, 12_000, state.hash())).isSameAs(state);
    }
}
