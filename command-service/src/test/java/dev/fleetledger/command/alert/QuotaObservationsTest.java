package dev.fleetledger.command.alert;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetledger.command.alert.AlertCommand.Observe;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.QuotaLevel;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuotaObservationsTest {
    private static final Instant THEN = Instant.parse("2026-01-18T10:30:00Z");

    @Test
    void eachLevelIsARuleOfItsOwn() {
        assertThat(QuotaObservations.of(change(QuotaLevel.WARNING, 85)))
                .extracting(Observation::rule, Observation::state, Observation::raises, Observation::value)
                .containsExactly(
                        tuple("quota.warning", AlertState.FIRING, true, 85.0),
                        tuple("quota.over", AlertState.OK, false, 85.0));
        assertThat(QuotaObservations.of(change(QuotaLevel.OVER, 120)))
                .extracting(Observation::state)
                .containsExactly(AlertState.OK, AlertState.FIRING);
        assertThat(QuotaObservations.of(change(QuotaLevel.OK, 10)))
                .extracting(Observation::state)
                .containsOnly(AlertState.OK);
    }

    @Test
    void theDeciderOpensAnAlertByIt() {
        var id = new UUID(5, 5);
        var value = AvroCodec.of(QuotaChange.class).encode(change(QuotaLevel.OVER, 120));
        var over = QuotaObservations.read(value).getLast();
        given().when(new Observe(id, over))
                .then(new AlertTriggered(id, over, "node/7: quota_percent is 120, > 100", null));
    }

    private static QuotaChange change(QuotaLevel level, long percent) {
        return new QuotaChange(
                3, THEN, 7, new UUID(1, 7), "backup-7", null, null, percent << 30, 100.0, QuotaLevel.OK, level);
    }
}
