package dev.fleetledger.command.identity;

import static dev.fleetledger.command.fleet.DeciderSpecification.START;
import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.fleet.DeciderSpecification.state;
import static dev.fleetledger.command.identity.IdentityFixtures.ADMIN;
import static dev.fleetledger.command.identity.IdentityFixtures.HASH;
import static dev.fleetledger.command.identity.IdentityFixtures.LATER;
import static dev.fleetledger.command.identity.IdentityFixtures.NEW_HASH;
import static dev.fleetledger.command.identity.IdentityFixtures.OPERATOR;
import static dev.fleetledger.command.identity.IdentityFixtures.OTHER_SESSION;
import static dev.fleetledger.command.identity.IdentityFixtures.SESSION;
import static dev.fleetledger.command.identity.IdentityFixtures.as;
import static dev.fleetledger.command.identity.IdentityFixtures.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.identity.SessionCommand.EndSession;
import dev.fleetledger.command.identity.SessionCommand.OpenSession;
import dev.fleetledger.command.identity.SessionCommand.RefreshSession;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnd;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnded;
import dev.fleetledger.schemas.event.SessionEvent.SessionOpened;
import dev.fleetledger.schemas.event.SessionEvent.SessionRefreshed;
import dev.fleetledger.schemas.event.UserDetails;
import dev.fleetledger.schemas.event.UserEvent.UserPasswordChanged;
import dev.fleetledger.schemas.event.UserEvent.UserUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionDeciderTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Rejection OVER = new Rejection.Unauthenticated("Could not validate credentials");

    private static Decision decideAt(Instant now, SessionCommand command, FleetEvent... past) {
        return command.decide(state(List.of(past)), new CommandContext(UUID.randomUUID(), now, as(1)));
    }

    @Nested
    class Open {

        @Test
        void logsIn() {
            given(ADMIN)
                    .by(as(1))
                    .when(new OpenSession(SESSION, 1, HASH, DAY))
                    .then(new SessionOpened(SESSION, 1, START.plusSeconds(2).plus(DAY)));
            assertThat(state(List.of(ADMIN, session(SESSION, 1)))
                            .identity()
                            .user(1)
                            .orElseThrow()
                            .lastLogin())
                    .isEqualTo(START.plusSeconds(2));
        }

        @Test
        void refusesAPasswordThatChangedWhileItWasChecked() {
            given(ADMIN, new UserPasswordChanged(1, NEW_HASH))
                    .by(as(1))
                    .when(new OpenSession(SESSION, 1, HASH, DAY))
                    .thenRefused(OVER);
        }

        @Test
        void refusesWhoIsDisabledOrGone() {
            given(ADMIN, OPERATOR, new UserUpdated(2, new UserDetails("o@example.com", "O", "operator", null, true)))
                    .by(as(2))
                    .when(new OpenSession(SESSION, 2, HASH, DAY))
                    .thenRefused(OVER);
            given(ADMIN).by(as(9)).when(new OpenSession(SESSION, 9, HASH, DAY)).thenRefused(OVER);
        }

        @Test
        void endsWhatExpired() {
            assertThat(decideAt(LATER, new OpenSession(SESSION, 1, HASH, DAY), ADMIN, session(OTHER_SESSION, 1)))
                    .isEqualTo(Decision.accept(
                            new SessionOpened(SESSION, 1, LATER.plus(DAY)),
                            new SessionEnded(OTHER_SESSION, SessionEnd.EXPIRED)));
        }

        @Test
        void endsTheOldestOfTooMany() {
            var past = new ArrayList<FleetEvent>(List.of(ADMIN));
            for (var i = 0; i < SessionDecider.MOST_SESSIONS; i++) {
                past.add(session(new UUID(7, i), 1));
            }
            assertThat(decideAt(
                            START.plusSeconds(500),
                            new OpenSession(SESSION, 1, HASH, DAY),
                            past.toArray(FleetEvent[]::new)))
                    .isEqualTo(Decision.accept(
                            new SessionOpened(SESSION, 1, START.plusSeconds(500).plus(DAY)),
                            new SessionEnded(new UUID(7, 0), SessionEnd.TOO_MANY)));
        }
    }

    @Nested
    class Refresh {
        private static final Instant REFRESHED = START.plusSeconds(3);
        private static final SessionRefreshed SECOND = new SessionRefreshed(SESSION, 2, LATER);

        @Test
        void exchangesTheTokenForTheNext() {
            given(ADMIN, session(SESSION, 1))
                    .by(as(1))
                    .when(new RefreshSession(SESSION, 1, DAY))
                    .then(new SessionRefreshed(SESSION, 2, START.plusSeconds(3).plus(DAY)));
        }

        @Test
        void answersOnceMoreForAWhileToWhoNeverGotTheAnswer() {
            assertThat(decideAt(
                            REFRESHED.plusSeconds(10).minusMillis(1),
                            new RefreshSession(SESSION, 1, DAY),
                            ADMIN,
                            session(SESSION, 1),
                            SECOND))
                    .isEqualTo(Decision.unchanged(SECOND.aggregate()));
        }

        @Test
        void endsTheWholeFamilyWhenATokenIsReused() {
            assertThat(decideAt(
                            REFRESHED.plusSeconds(10),
                            new RefreshSession(SESSION, 1, DAY),
                            ADMIN,
                            session(SESSION, 1),
                            SECOND))
                    .isEqualTo(Decision.accept(new SessionEnded(SESSION, SessionEnd.REUSED_TOKEN)));
        }

        @Test
        void givesNoGraceThatBeginsLaterThanNow() {
            assertThat(decideAt(
                            REFRESHED.minus(DAY),
                            new RefreshSession(SESSION, 1, DAY),
                            ADMIN,
                            session(SESSION, 1),
                            SECOND))
                    .isEqualTo(Decision.accept(new SessionEnded(SESSION, SessionEnd.REUSED_TOKEN)));
        }

        @Test
        void givesNoGraceToOlderGenerations() {
            given(ADMIN, session(SESSION, 1), SECOND, new SessionRefreshed(SESSION, 3, LATER))
                    .by(as(1))
                    .when(new RefreshSession(SESSION, 1, DAY))
                    .then(new SessionEnded(SESSION, SessionEnd.REUSED_TOKEN));
        }

        @Test
        void refusesWhatIsOver() {
            given(ADMIN).by(as(1)).when(new RefreshSession(SESSION, 1, DAY)).thenRefused(OVER);
            assertThat(decideAt(LATER, new RefreshSession(SESSION, 1, DAY), ADMIN, session(SESSION, 1)))
                    .isEqualTo(Decision.refuse(OVER));
        }
    }

    @Nested
    class End {

        @Test
        void logsOut() {
            given(ADMIN, session(SESSION, 1))
                    .by(as(1, SESSION))
                    .when(new EndSession(SESSION))
                    .then(new SessionEnded(SESSION, SessionEnd.LOGOUT));
        }

        @Test
        void refusesWhatIsOver() {
            given(ADMIN).by(as(1)).when(new EndSession(SESSION)).thenRefused(OVER);
        }

        @Test
        void isForgotten() {
            var after = state(List.of(ADMIN, session(SESSION, 1), new SessionEnded(SESSION, SessionEnd.LOGOUT)));
            assertThat(after.identity().sessions().values()).isEmpty();
            assertThat(after.identity().sessionsOf(1)).isEmpty();
            assertThat(after.versions()).hasSize(1);
        }
    }
}
