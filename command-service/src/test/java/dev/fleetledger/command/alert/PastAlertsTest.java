package dev.fleetledger.command.alert;

import static dev.fleetledger.command.alert.AlertFixtures.CPU;
import static dev.fleetledger.command.alert.AlertFixtures.REGISTERED;
import static dev.fleetledger.command.alert.AlertFixtures.RULE;
import static dev.fleetledger.command.alert.AlertFixtures.SERVER;
import static dev.fleetledger.command.alert.AlertFixtures.WATCHED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.domain.alert.PastAlerts;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.event.FleetEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PastAlertsTest {
    private static final int ENDED = PastAlerts.MOST + 100;

    @Test
    @DisplayName("of label sets that fired once, no more is remembered than of the alerts that ended last")
    void labelSetsThatAreGone() {
        var past = new ArrayList<FleetEvent>();
        past.add(REGISTERED);
        past.add(WATCHED);
        for (var pod = 0; pod < ENDED; pod++) {
            past.add(new AlertTriggered(new UUID(1, pod), firing(pod), "pod " + pod, null));
            past.add(new AlertResolved(new UUID(1, pod), AlertEnd.RECOVERED, pod + 1L, 1.0));
        }
        past.add(new AlertTriggered(new UUID(2, 0), firing(ENDED), "still", null));
        var alerts = DeciderSpecification.state(past).alerts();

        assertThat(alerts.seen(firing(0))).isEmpty();
        assertThat(alerts.seen(firing(ENDED - 1))).isPresent();
        assertThat(alerts.seen(firing(ENDED)).orElseThrow().open()).isEqualTo(new UUID(2, 0));
        assertThat(alerts.sightings().byTarget().values().stream()
                        .mapToInt(Map::size)
                        .sum())
                .isEqualTo(PastAlerts.MOST + 1);
        assertThat(alerts.ofTarget(firing(0).target())).hasSize(1);
    }

    private static Observation firing(int pod) {
        var labels = new TreeMap<String, String>();
        labels.put("pod", "pod-" + pod);
        return new Observation(
                FleetId.DEFAULT,
                RULE.toString(),
                1,
                new AggregateRef(AggregateType.SERVER, SERVER.toString()),
                labels,
                pod,
                AlertState.FIRING,
                true,
                Instant.ofEpochSecond(1),
                95.0,
                CPU.condition());
    }
}
