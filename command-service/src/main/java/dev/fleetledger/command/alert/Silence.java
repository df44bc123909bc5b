package dev.fleetledger.command.alert;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.event.SilenceDetails;
import java.time.Instant;
import java.util.UUID;

/**
 * A silence as the deciders know it.
 *
 * @param owner whose it is
 */
public record Silence(UUID id, String owner, SilenceDetails details, Instant createdAt) {

    boolean isOver(Instant now) {
        return !now.isBefore(details.expiresAt());
    }

    /** Whether nobody is told of what was observed, now. */
    boolean covers(Observation observation, FleetState state, Instant now) {
        return !isOver(now) && !now.isBefore(details.startsAt()) && matches(observation, state);
    }

    private boolean matches(Observation observation, FleetState state) {
        var condition = observation.condition();
        var target = observation.target();
        var isServer = target.type() == AggregateType.SERVER;
        var server = details.serverId();
        var tag = details.tag();
        var threshold = details.thresholdId();
        var metric = details.metricType();
        return (server == null || (isServer && target.id().equals(server.toString())))
                && (tag == null
                        || (isServer
                                && state.servers()
                                        .find(UUID.fromString(target.id()))
                                        .filter(found -> found.details().tags().contains(tag))
                                        .isPresent()))
                && (threshold == null || observation.rule().equals(threshold.toString()))
                && (metric == null || condition.metricType().equals(metric))
                && (details.severity() == null || condition.severity() == details.severity());
    }
}
