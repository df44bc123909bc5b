package dev.fleetledger.domain.alert;

import dev.fleetledger.schemas.alert.Observation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest observation of a rule and target that something was decided on.
 *
 * @param number of the observation
 * @param alert that it opened, changed or ended; the latest
 * @param isOpen whether that goes on
 */
public record Sighting(
        long ruleVersion, long number, @Nullable UUID alert, boolean isOpen) {
    /** Before the first observation. */
    public static final Sighting NONE = new Sighting(0, 0, null, false);

    /** The alert that goes on, or null. */
    public @Nullable UUID open() {
        return isOpen ? alert : null;
    }

    /** Whether the observation came after it. */
    public boolean isBefore(Observation observation) {
        return ruleVersion < observation.ruleVersion()
                || (ruleVersion == observation.ruleVersion() && number < observation.number());
    }
}
