package dev.fleetledger.command.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;

/**
 * Deciders as sentences: {@code given(events).when(command).then(events)}, {@code .thenRefused(rejection)},
 * {@code .thenNothing()}. The n-th event given happens at {@link #START} plus n seconds.
 */
public final class DeciderSpecification {
    /** A second before the first event given. */
    public static final Instant START = Instant.parse("2026-01-18T10:00:00Z");

    private final FleetState state;
    private final Principal principal;
    private final Duration ahead;

    private DeciderSpecification(FleetState state, Principal principal, Duration ahead) {
        this.state = state;
        this.principal = principal;
        this.ahead = ahead;
    }

    /** A fleet with this past, asked by the platform itself. */
    public static DeciderSpecification given(FleetEvent... past) {
        return new DeciderSpecification(state(Arrays.asList(past)), Principal.system("test"), Duration.ZERO);
    }

    /** Asked by somebody in particular. */
    public DeciderSpecification by(Principal asking) {
        return new DeciderSpecification(state, asking, ahead);
    }

    /** All of the past was dated by a clock that was so much ahead, and what is decided now is not. */
    public DeciderSpecification datedAhead(Duration by) {
        return new DeciderSpecification(state, principal, by);
    }

    /** What is decided. */
    public Then when(Command command) {
        var context = new CommandContext(
                UUID.randomUUID(),
                (state.time().isBefore(START) ? START : state.time().plusSeconds(1)).minus(ahead),
                principal);
        return new Then(command.decide(state, context));
    }

    /** The state after this past. */
    public static FleetState state(List<? extends FleetEvent> past) {
        var state = FleetState.EMPTY;
        for (var event : past) {
            var sequence = state.sequence() + 1;
            var metadata = new EventMetadata(
                    new UUID(0, sequence),
                    EventCatalog.typeOf(event),
                    "test",
                    START.plusSeconds(sequence),
                    event.aggregate(),
                    FleetId.DEFAULT,
                    sequence,
                    state.version(event.aggregate()) + 1,
                    "system:test",
                    null,
                    null,
                    new UUID(1, sequence),
                    new UUID(2, sequence),
                    null,
                    null,
                    null);
            state = state.evolve(new RecordedEvent(new Position(0, sequence), metadata, event, LedgerRecords.GENESIS));
        }
        return state;
    }

    /** What was decided. */
    public record Then(Decision decision) {

        /** Exactly these events. */
        public void then(FleetEvent... events) {
            assertThat(decision)
                    .asInstanceOf(InstanceOfAssertFactories.type(Decision.Accepted.class))
                    .satisfies(accepted -> {
                        assertThat(accepted.events()).containsExactly(events);
                        assertThat(accepted.subject()).isEqualTo(events[0].aggregate());
                    });
        }

        /** All was as asked already. */
        public void thenNothing() {
            assertThat(decision)
                    .asInstanceOf(InstanceOfAssertFactories.type(Decision.Accepted.class))
                    .satisfies(accepted -> assertThat(accepted.events()).isEmpty());
        }

        /** Refused for just this. */
        public void thenRefused(Rejection rejection) {
            assertThat(decision).isEqualTo(new Decision.Refused(rejection));
        }

        /** Refused for these fields, and no others. */
        public void thenInvalid(String... fields) {
            assertThat(decision)
                    .asInstanceOf(InstanceOfAssertFactories.type(Decision.Refused.class))
                    .extracting(Decision.Refused::rejection)
                    .asInstanceOf(InstanceOfAssertFactories.type(Rejection.Invalid.class))
                    .satisfies(invalid -> assertThat(invalid.errors())
                            .extracting(FieldError::field)
                            .containsExactlyInAnyOrder(fields));
        }
    }
}
