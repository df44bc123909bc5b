package dev.fleetledger.command.alert;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.alert.AlertView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What other parts of the service know of alerts. */
public final class Alerts {

    private Alerts() {}

    /** The alert as C6 shows it. */
    public static AlertView view(Alert alert) {
        return AlertAnswers.alert(alert);
    }

    /** The open alerts that nobody was told of because of a silence, which is over now. */
    public static List<Alert> noLongerSilenced(FleetState state, Instant now) {
        return state.alerts().open().values().stream()
                .filter(alert -> alert.silencedBy() != null
                        && state.silences()
                                .covering(alert.observation(), state, now)
                                .isEmpty())
                .sorted(Comparator.comparing(Alert::triggeredAt).thenComparing(Alert::id))
                .toList();
    }
}
