package dev.fleetledger.command.alert;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.SilenceEvent;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceCreated;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceEnded;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The silences of a fleet.
 *
 * @param byId those that had not expired when the last one was made
 */
public record SilencesState(PMap<UUID, Silence> byId) {
    public static final SilencesState EMPTY = new SilencesState(HashTreePMap.empty());

    public Optional<Silence> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The silence by which nobody is told of what was observed, now; the oldest, if there are several. */
    Optional<Silence> covering(Observation observation, FleetState state, Instant now) {
        return byId.values().stream()
                .filter(silence -> silence.covers(observation, state, now))
                .min(Comparator.comparing(Silence::createdAt).thenComparing(Silence::id));
    }

    /** The state after one more event. */
    public SilencesState evolve(SilenceEvent event, EventMetadata metadata) {
        return switch (event) {
            case SilenceCreated created -> {
                var expired = byId.values().stream()
                        .filter(silence -> silence.isOver(metadata.time()))
                        .map(Silence::id)
                        .toList();
                yield new SilencesState(byId.minusAll(expired)
                        .plus(
                                created.silenceId(),
                                new Silence(
                                        created.silenceId(), metadata.actor(), created.details(), metadata.time())));
            }
            case SilenceEnded ended -> new SilencesState(byId.minus(ended.silenceId()));
        };
    }
}
