package dev.fleetledger.schemas.alert;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.FleetId;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * That a target stands otherwise to a rule than before; the value of {@code fleet.observations}. A topology observes,
 * the ledger decides what becomes of it.
 *
 * @param rule the threshold's uuid, or the name of a rule of the platform's own such as {@code quota.over}
 * @param ruleVersion of the threshold; 1 for a rule of the platform's own. Of another version than the threshold's it
 *     counts for nothing
 * @param target a server or a node
 * @param labels what else tells the target apart, such as the path of a file system
 * @param number counted up for each rule, version and target, with gaps: the decider ignores what is not above the last
 *     it knew. The time of the transition in milliseconds does, raised above the last one where needed; so that a
 *     topology that was reset goes on
 * @param state from now on
 * @param raises whether it opens an alert if none is open; {@code OK} resolves, all else only changes an open one
 * @param at when, by the clock of what was measured; milliseconds
 * @param value that made the difference, finite; null if none did
 */
public record Observation(
        FleetId fleet,
        String rule,
        long ruleVersion,
        AggregateRef target,
        SortedMap<String, String> labels,
        long number,
        AlertState state,
        boolean raises,
        Instant at,
        @Nullable Double value,
        AlertCondition condition) {

    public Observation {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
