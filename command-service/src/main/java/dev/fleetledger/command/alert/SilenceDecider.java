package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.SilenceCommand.CreateSilence;
import dev.fleetledger.command.alert.SilenceCommand.EndSilence;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.domain.alert.Alert;
import dev.fleetledger.domain.alert.Silence;
import dev.fleetledger.domain.alert.SilenceView;
import dev.fleetledger.domain.alert.Silences;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.AlertCondition;
import dev.fleetledger.schemas.event.SilenceDetails;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceCreated;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceEnded;
import dev.fleetledger.schemas.telemetry.SeriesText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Decides what becomes of silences. */
final class SilenceDecider {
    private static final Duration LONGEST = Duration.ofDays(366);

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
        var inForce = state.silences().table().values().stream()
                .filter(silence -> !silence.isOver(now))
                .count();
        if (inForce >= Silences.MOST) {
            return Decision.refuse(new Rejection.Conflict(
                    "CONFLICT", "A fleet has at most " + Silences.MOST + " silences; end one first"));
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

    /** The silence by which nobody is told of what a rule sees of a target, now; the oldest, if there are several. */
    static Optional<Silence> covering(
            String rule, AggregateRef target, AlertCondition condition, FleetState state, Instant now) {
        return state.silences().table().values().stream()
                .filter(silence -> silence.status(now) == SilenceView.Status.ACTIVE)
                .filter(silence -> matches(silence.details(), rule, target, condition, state))
                .min(Comparator.comparing(Silence::createdAt).thenComparing(Silence::id));
    }

    private static boolean matches(
            SilenceDetails silence, String rule, AggregateRef target, AlertCondition condition, FleetState state) {
        var isServer = target.type() == AggregateType.SERVER;
        var server = silence.serverId();
        var tag = silence.tag();
        var threshold = silence.thresholdId();
        var metric = silence.metricType();
        return (server == null || (isServer && target.id().equals(server.toString())))
                && (tag == null
                        || (isServer
                                && state.servers()
                                        .find(UUID.fromString(target.id()))
                                        .filter(found -> found.details().tags().contains(tag))
                                        .isPresent()))
                && (threshold == null || rule.equals(threshold.toString()))
                && (metric == null || SeriesText.metric(condition.metricType()).equals(SeriesText.metric(metric)))
                && (silence.severity() == null || condition.severity() == silence.severity());
    }

    static Decision end(EndSilence command, FleetState state, Instant now) {
        return state.silences()
                .find(command.silenceId())
                .filter(silence -> !silence.isOver(now))
                .map(silence -> Decision.accept(new SilenceEnded(silence.id())))
                .orElseGet(() -> Decision.refuse(
                        new Rejection.NotFound("Silence", command.silenceId().toString())));
    }

    /** The open alerts that nobody was told of because of a silence, which is over now. */
    static List<Alert> noLongerSilenced(FleetState state, Instant now) {
        return state.alerts().open().values().stream()
                .filter(alert -> alert.silencedBy() != null
                        && covering(alert.rule(), alert.target(), alert.condition(), state, now)
                                .isEmpty())
                .sorted(Comparator.comparing(Alert::triggeredAt).thenComparing(Alert::id))
                .toList();
    }
}
