package dev.fleetledger.command.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NewServersTest {
    private final NewServers servers = new NewServers(2);

    @Test
    @DisplayName("one principal's telemetry registers so many servers an hour, and another's as many")
    void perPrincipal() {
        register("api-key:a");
        register("api-key:a");
        assertThatThrownBy(() -> register("api-key:a"))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection())
                                .isInstanceOfSatisfying(Rejection.NoRoom.class, full -> {
                                    assertThat(full.message()).contains("2 servers");
                                    assertThat(full.retryAfter())
                                            .isPositive()
                                            .isLessThanOrEqualTo(Duration.ofMinutes(30));
                                }));
        register("api-key:b");
    }

    @Test
    @DisplayName("what registers none does not count: a refusal, and one that was there already")
    void refusals() {
        var refusal = new Rejection.NotFound("Server", "deleted");
        for (var time = 0; time < 5; time++) {
            assertThatThrownBy(() -> servers.count("api-key:a", () -> {
                        throw new RejectedException(refusal);
                    }))
                    .isInstanceOfSatisfying(
                            RejectedException.class,
                            refused -> assertThat(refused.rejection()).isEqualTo(refusal));
            servers.count("api-key:a", () -> accepted(List.of(), false));
            servers.count("api-key:a", () -> accepted(List.of(event()), true));
        }
        register("api-key:a");
        assertThatThrownBy(() -> servers.count("api-key:a", () -> {
                    throw new LedgerUnavailableException("The outcome is not known", Duration.ofSeconds(1));
                }))
                .isInstanceOf(LedgerUnavailableException.class);
        assertThatThrownBy(() -> register("api-key:a")).isInstanceOf(RejectedException.class);
    }

    private void register(String actor) {
        servers.count(actor, () -> accepted(List.of(event()), false));
    }

    private static FleetEvent event() {
        return new ServerDeleted(new UUID(1, 1));
    }

    private static CommandReply.Accepted accepted(List<FleetEvent> events, boolean replayed) {
        return new CommandReply.Accepted(
                new AggregateRef(AggregateType.SERVER, new UUID(1, 1).toString()),
                1,
                events,
                null,
                FleetState.EMPTY,
                Instant.EPOCH,
                replayed);
    }
}
