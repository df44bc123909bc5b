package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.ThresholdCommand.CreateThreshold;
import dev.fleetledger.command.alert.ThresholdCommand.DeleteThreshold;
import dev.fleetledger.command.alert.ThresholdCommand.UpdateThreshold;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.alert.ThresholdLimits;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdCreated;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdUpdated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of thresholds. A change begins anew: what was open by it is over. */
final class ThresholdDecider {
    /** Every sample is held against every one of its metric. */
    static final int MOST_THRESHOLDS = 1000;

    private ThresholdDecider() {}

    static Decision create(CreateThreshold command, FleetState state) {
        var errors = new ArrayList<FieldError>();
        var server = server(command.server(), state, errors);
        var details = command.details().withServer(server);
        ThresholdLimits.check(details).ifPresent(errors::add);
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        if (state.alerts().thresholds().size() >= MOST_THRESHOLDS) {
            return Decision.refuse(new Rejection.Conflict(
                    "CONFLICT", "A fleet has at most " + MOST_THRESHOLDS + " thresholds; delete one first"));
        }
        return Decision.accept(new ThresholdCreated(command.thresholdId(), details));
    }

    static Decision update(UpdateThreshold command, FleetState state) {
        return state.alerts()
                .threshold(command.thresholdId())
                .map(threshold -> update(threshold, command.fields(), state))
                .orElseGet(() -> notFound(command.thresholdId()));
    }

    static Decision delete(DeleteThreshold command, FleetState state) {
        return state.alerts()
                .threshold(command.thresholdId())
                .map(threshold ->
                        settled(new ThresholdDeleted(threshold.id()), threshold, AlertEnd.THRESHOLD_DELETED, state))
                .orElseGet(() -> notFound(command.thresholdId()));
    }

    private static Decision update(Threshold threshold, ThresholdFields fields, FleetState state) {
        var errors = new ArrayList<>(fields.cleared());
        var server = server(fields.changes().serverId(), state, errors);
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        var details = fields.merge(threshold.details(), server);
        var wrong = ThresholdLimits.check(details);
        if (wrong.isPresent()) {
            return Decision.refuse(new Rejection.Invalid(wrong.get()));
        }
        if (details.equals(threshold.details())) {
            return Decision.unchanged(subject(threshold.id()));
        }
        return settled(
                new ThresholdUpdated(threshold.id(), details),
                threshold,
                details.enabled() ? AlertEnd.THRESHOLD_CHANGED : AlertEnd.THRESHOLD_DISABLED,
                state);
    }

    /** The alerts end first: there is nothing to know of a rule that is gone. */
    private static Decision settled(FleetEvent change, Threshold threshold, AlertEnd cause, FleetState state) {
        var events = new ArrayList<FleetEvent>();
        events.add(change);
        events.addAll(AlertEndings.ofRule(state, threshold.id().toString(), cause));
        return new Decision.Accepted(change.aggregate(), events);
    }

    private static @Nullable UUID server(@Nullable String name, FleetState state, List<FieldError> errors) {
        if (name == null) {
            return null;
        }
        var found = state.servers().findAny(name);
        if (found.isEmpty()) {
            errors.add(FieldError.invalid("server_id", "there is no such server", name, "a server's id"));
            return null;
        }
        return found.get().id();
    }

    static AggregateRef subject(UUID id) {
        return new AggregateRef(AggregateType.THRESHOLD, id.toString());
    }

    /** The threshold that a rule is, if it is none of the platform's own. */
    static Optional<UUID> parseId(String rule) {
        try {
            return Optional.of(UUID.fromString(rule)).filter(id -> id.toString().equals(rule));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Decision notFound(UUID id) {
        return Decision.refuse(new Rejection.NotFound("Threshold", id.toString()));
    }
}
