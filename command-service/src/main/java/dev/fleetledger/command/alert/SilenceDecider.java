package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.SilenceCommand.CreateSilence;
import dev.fleetledger.command.alert.SilenceCommand.EndSilence;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.server.Server;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.SilenceDetails;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceCreated;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceEnded;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what becomes of silences. */
final class SilenceDecider {
    private static final Duration LONGEST = Duration.ofDays(366);
    static final int MOST_SILENCES = 1000;

    private SilenceDecider() {}

    static Decision create(CreateSilence command, FleetState state, Instant now) {
        var asked = command.silence();
        var errors = new ArrayList<FieldError>();
        var server = Optional.ofNullable(asked.serverId())
                .flatMap(name -> state.servers().findAny(name));
        if (asked.serverId() != null && server.isEmpty()) {
            errors.add(FieldError.invalid("server_id", "there is no such server", asked.serverId(), "a server's id"));
        }
        if (asked.thresholdId() != null
                && state.alerts().threshold(asked.thresholdId()).isEmpty()) {
            errors.add(FieldError.invalid(
                    "threshold_id", "there is no such threshold", asked.thresholdId(), "a threshold's id"));
        }
        if (Stream.of(asked.serverId(), asked.tag(), asked.thresholdId(), asked.metricType(), asked.severity())
                .allMatch(Objects::isNull)) {
            errors.add(FieldError.missing("server_id"));
        }
        var asks = command.startsAt();
        var starts = asks == null || asks.isBefore(now) ? now : asks.truncatedTo(ChronoUnit.MILLIS);
        var expires = asked.expiresAt().truncatedTo(ChronoUnit.MILLIS);
        if (!expires.isAfter(now) || !expires.isAfter(starts) || expires.isAfter(now.plus(LONGEST))) {
            errors.add(FieldError.invalid(
                    "expires_at",
                    "must lie after starts_at and in the year to come",
                    expires.toString(),
                    "a time to come"));
        }
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        var inForce = state.silences().byId().values().stream()
                .filter(silence -> !silence.isOver(now))
                .count();
        if (inForce >= MOST_SILENCES) {
            return Decision.refuse(new Rejection.Conflict(
                    "CONFLICT", "A fleet has at most " + MOST_SILENCES + " silences; end one first"));
        }
        return Decision.accept(new SilenceCreated(
                command.silenceId(),
                new SilenceDetails(
                        asked.reason().strip(),
                        starts,
                        expires,
                        server.map(Server::id).orElse(null),
                        asked.tag(),
                        asked.thresholdId(),
                        asked.metricType(),
                        asked.severity())));
    }

    static Decision end(EndSilence command, FleetState state, Instant now) {
        return state.silences()
                .find(command.silenceId())
                .filter(silence -> !silence.isOver(now))
                .map(silence -> Decision.accept(new SilenceEnded(silence.id())))
                .orElseGet(() -> Decision.refuse(
                        new Rejection.NotFound("Silence", command.silenceId().toString())));
    }
}
