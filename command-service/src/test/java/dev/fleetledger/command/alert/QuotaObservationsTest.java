package dev.fleetledger.command.alert;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetledger.command.alert.AlertCommand.Observe;
import dev.fleetledger.command.alert.ObservationProcess.Report;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.QuotaLevel;
import dev.fleetledger.schemas.node.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaObservationsTest {
    private static final Instant THEN = Instant.parse("2026-01-18T10:30:00Z");

    @Test
    void eachLevelIsARuleOfItsOwn() {
        assertThat(observations(change(QuotaLevel.WARNING, 85)))
                .extracting(Observation::rule, Observation::state, Observation::raises, Observation::value)
                .containsExactly(
                        tuple("quota.warning", AlertState.FIRING, true, 85.0),
                        tuple("quota.over", AlertState.OK, false, 85.0));
        assertThat(observations(change(QuotaLevel.OVER, 120)))
                .extracting(Observation::state)
                .containsExactly(AlertState.OK, AlertState.FIRING);
        assertThat(observations(change(QuotaLevel.OK, 10)))
                .extracting(Observation::state)
                .containsOnly(AlertState.OK);
    }

    @Test
    void theDeciderOpensAnAlertByIt() {
        var id = new UUID(5, 5);
        var value = AvroCodec.of(QuotaChange.class).encode(change(QuotaLevel.OVER, 120));
        var over = QuotaObservations.read(value).getLast();
        given().when(new Observe(id, over.observation(), over.message()))
                .then(new AlertTriggered(
                        id,
                        over.observation(),
                        "Node backup-7 is over its quota: 128849018880 bytes are used of 100 GB (107374182400 bytes)",
                        null));
    }

    @Test
    void whatIsOverAQuotaOfNothingSaysSo() {
        var over = QuotaObservations.of(site(5, 0)).getLast();
        assertThat(over.observation().state()).isEqualTo(AlertState.FIRING);
        assertThat(over.observation().value()).as("no percentage of nothing").isNull();
        assertThat(over.message())
                .isEqualTo(
                        "Site shop.example.com of node backup-7 is over its quota: 5 bytes are used of 0 GB (0 bytes)");
    }

    @ParameterizedTest
    @CsvSource({
        "1073741825, 1, 100, 101",
        "1125899906842625, 1048576, 100, 101",
        "107374183, 0.1, 100, 101",
        "1073741824, 1, 100, 100",
        "1073741823, 1, 99, 100",
        "858993460, 1, 80, 80.1",
        "858500000, 1, 80, 80",
        "858000000, 1, 79, 79.99",
        "9223372036854775807, 0.5, 1.7e12, 1.8e12",
    })
    void aValueNeverContradictsTheLevel(long used, double quota, double least, double most) {
        var change = site(used, quota);
        var reports = QuotaObservations.of(change);
        var value = Objects.requireNonNull(reports.getFirst().observation().value());
        assertThat(value).isBetween(least, most);
        assertThat(value > 100).isEqualTo(change.level() == QuotaLevel.OVER);
        assertThat(value >= 80).isEqualTo(change.level() != QuotaLevel.OK);
        assertThat(reports)
                .extracting(Report::message)
                .filteredOn(Objects::nonNull)
                .allSatisfy(message -> assertThat(message).contains(used + " bytes are used"))
                .hasSize(change.level() == QuotaLevel.OK ? 0 : 1);
    }

    private static List<Observation> observations(QuotaChange change) {
        return QuotaObservations.of(change).stream().map(Report::observation).toList();
    }

    private static QuotaChange change(QuotaLevel level, long percent) {
        return new QuotaChange(
                3, THEN, 7, new UUID(1, 7), "backup-7", null, null, percent << 30, 100.0, QuotaLevel.OK, level);
    }

    private static QuotaChange site(long used, double quota) {
        var level = new Usage(used, quota).level();
        return new QuotaChange(
                3, THEN, 7, new UUID(1, 7), "backup-7", 31L, "shop.example.com", used, quota, QuotaLevel.OK, level);
    }
}
