package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.ThresholdCommand.CreateThreshold;
import dev.fleetledger.command.alert.ThresholdCommand.DeleteThreshold;
import dev.fleetledger.command.alert.ThresholdCommand.UpdateThreshold;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.domain.alert.Threshold;
import dev.fleetledger.domain.alert.ThresholdLimits;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.threshold.ThresholdRule;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdCreated;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdUpdated;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of thresholds. A change begins anew: what was open by it is over. */
final class ThresholdDecider {
    /** Every sample is held against every one of its metric. */
    static final int MOST_THRESHOLDS = 1000;

    private ThresholdDecider() {}

    static Decision create(CreateThreshold command, FleetState state) {
        var errors = new ArrayList<FieldError>();
        var server = server(command.threshold().rule(), state, errors);
        var details = command.threshold().details().withServer(server);
        if (!ThresholdLimits.canClear(details)) {
            errors.add(wrongSide(details));
        }
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
        return known(command.thresholdId(), state, threshold -> update(threshold, command.change(), state));
    }

    static Decision delete(DeleteThreshold command, FleetState state) {
        return known(
                command.thresholdId(),
                state,
                threshold ->
                        settled(new ThresholdDeleted(threshold.id()), threshold, AlertEnd.THRESHOLD_DELETED, state));
    }

    private static Decision update(Threshold threshold, Change<NewThreshold> change, FleetState state) {
        var errors = new ArrayList<>(change.errors());
        var server = server(change.value().rule(), state, errors);
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        var changed = change.as(NewThreshold::details).over(threshold.details());
        var details = server == null ? changed : changed.withServer(server);
        if (!ThresholdLimits.canClear(details)) {
            return Decision.refuse(new Rejection.Invalid(wrongSide(details)));
        }
        if (details.equals(threshold.details())) {
            return Decision.unchanged(threshold.ref());
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

    private static @Nullable UUID server(ThresholdRule rule, FleetState state, List<FieldError> errors) {
        var name = rule.serverId();
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

    private static FieldError wrongSide(ThresholdDetails details) {
        return FieldError.invalid(
                "clear_value",
                "must lie on the clear side of threshold_value",
                details.clearValue(),
                ThresholdLimits.CLEAR_SIDE);
    }

    private static Decision known(UUID id, FleetState state, Function<Threshold, Decision> decide) {
        return Decision.of(state.alerts().threshold(id), "Threshold", id, decide);
    }
}
