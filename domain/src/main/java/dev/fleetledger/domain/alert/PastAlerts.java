package dev.fleetledger.domain.alert;

import java.util.Optional;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * The alerts that ended last.
 *
 * @param order the latest last
 */
public record PastAlerts(PMap<UUID, Alert> byId, PSet<UUID> order) {
    /** How many are remembered, to tell them from those that never were: 20 MB or so. */
    public static final int MOST = 20_000;

    static final PastAlerts EMPTY = new PastAlerts(HashTreePMap.empty(), OrderedPSet.empty());

    Optional<Alert> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    PastAlerts plus(Alert alert) {
        return new PastAlerts(byId.plus(alert.id(), alert), order.plus(alert.id()));
    }

    /** The one that ended first, if they are too many. */
    Optional<Alert> tooOld() {
        return order.size() <= MOST ? Optional.empty() : find(order.iterator().next());
    }

    PastAlerts minus(UUID id) {
        return new PastAlerts(byId.minus(id), order.minus(id));
    }
}
