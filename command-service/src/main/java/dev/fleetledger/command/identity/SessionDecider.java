package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.identity.SessionCommand.EndSession;
import dev.fleetledger.command.identity.SessionCommand.OpenSession;
import dev.fleetledger.command.identity.SessionCommand.RefreshSession;
import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.domain.identity.Session;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnd;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnded;
import dev.fleetledger.schemas.event.SessionEvent.SessionOpened;
import dev.fleetledger.schemas.event.SessionEvent.SessionRefreshed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides what becomes of logins. */
final class SessionDecider {
    /** For so long a refresh token that was exchanged is good once more, for the client that never got the answer. */
    static final Duration GRACE = Duration.ofSeconds(10);
    /** How many logins of a user go on at a time. */
    static final int MOST_SESSIONS = 100;

    private SessionDecider() {}

    static Decision decide(SessionCommand command, Identity identity, CommandContext context) {
        return switch (command) {
            case OpenSession open -> open(open, identity, context);
            case RefreshSession refresh -> refresh(refresh, identity, context);
            case EndSession end ->
                identity.session(end.sessionId())
                        .map(session -> Decision.accept(new SessionEnded(session.id(), SessionEnd.LOGOUT)))
                        .orElseGet(SessionDecider::over);
        };
    }

    private static Decision open(OpenSession command, Identity identity, CommandContext context) {
        // The password may have changed while it was being checked.
        var user = identity.user(command.user())
                .filter(found -> found.passwordHash().equals(command.verified()))
                .filter(found -> !found.details().disabled());
        if (user.isEmpty()) {
            return over();
        }
        var events = new ArrayList<FleetEvent>();
        events.add(new SessionOpened(
                command.sessionId(), command.user(), context.now().plus(command.lifetime())));
        events.addAll(outdated(user.get(), identity, context.now()));
        return new Decision.Accepted(events.getFirst().aggregate(), events);
    }

    private static Decision refresh(RefreshSession command, Identity identity, CommandContext context) {
        var found = identity.session(command.sessionId())
                .filter(session -> context.now().isBefore(session.expiresAt()));
        if (found.isEmpty()) {
            return over();
        }
        var session = found.get();
        if (command.generation() == session.generation()) {
            return Decision.accept(new SessionRefreshed(
                    session.id(), session.generation() + 1, context.now().plus(command.lifetime())));
        }
        var justExchanged = command.generation() == session.generation() - 1
                // One that was refreshed by a clock that was ahead has no such grace, or it would have it for years.
                && !context.now().isBefore(session.refreshedAt())
                && context.now().isBefore(session.refreshedAt().plus(GRACE));
        return justExchanged
                ? Decision.unchanged(session.ref())
                : Decision.accept(new SessionEnded(session.id(), SessionEnd.REUSED_TOKEN));
    }

    /** The sessions of a user that make place for a new one: those that expired, and the oldest of too many. */
    private static List<SessionEnded> outdated(User user, Identity identity, Instant now) {
        var latestFirst = identity.sessionsOf(user.number()).stream()
                .sorted(Comparator.comparing(Session::refreshedAt).reversed().thenComparing(Session::id))
                .toList();
        var ended = new ArrayList<SessionEnded>();
        var kept = 0;
        for (var session : latestFirst) {
            if (!now.isBefore(session.expiresAt())) {
                ended.add(new SessionEnded(session.id(), SessionEnd.EXPIRED));
            } else if (++kept >= MOST_SESSIONS) {
                ended.add(new SessionEnded(session.id(), SessionEnd.TOO_MANY));
            }
        }
        return ended;
    }

    private static Decision over() {
        return Decision.refuse(new Rejection.Unauthenticated(Authorization.MESSAGE));
    }
}
