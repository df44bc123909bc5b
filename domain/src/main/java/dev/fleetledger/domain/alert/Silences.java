package dev.fleetledger.domain.alert;

import dev.fleetledger.domain.Table;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.SilenceEvent;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceCreated;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceEnded;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The silences of a fleet.
 *
 * @param table those that are in force or to come, and as many that are over as there is room for
 */
public record Silences(Table<UUID, Silence> table) {
    /** How many a fleet may have. */
    public static final int MOST = 1000;

    public static final Silences EMPTY = new Silences(Table.by(List.of()));

    public Optional<Silence> find(UUID id) {
        return table.find(id);
    }

    /**
     * Those that one more leaves no room for: they are over. The time of its event alone cannot tell which are, as that may
     * have been dated by a clock that was ahead; but of so many some are, and those that expire first are.
     *
     * @param time of the event
     */
    public Stream<Silence> outgrown(Instant time) {
        return table.values().stream()
                .filter(silence -> silence.isOver(time))
                .sorted(Comparator.<Silence, Instant>comparing(
                                silence -> silence.details().expiresAt())
                        .thenComparing(Silence::id))
                .limit(Math.max(0, table.size() + 1 - MOST));
    }

    /** The silences after one more event. */
    public Silences evolve(SilenceEvent event, EventMetadata metadata) {
        return switch (event) {
            case SilenceCreated ignored -> {
                var left = table;
                for (var silence : outgrown(metadata.time()).toList()) {
                    left = left.minus(silence.id());
                }
                yield new Silences(left).plus(Silence.evolve(null, event, metadata));
            }
            case SilenceEnded ended -> new Silences(table.minus(ended.silenceId()));
        };
    }

    public Silences plus(Silence silence) {
        return new Silences(table.plus(silence.id(), silence));
    }
}
