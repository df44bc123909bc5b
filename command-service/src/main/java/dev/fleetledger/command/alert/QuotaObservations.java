package dev.fleetledger.command.alert;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.AlertCondition;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.QuotaLevel;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Quotas of nodes and sites as rules of the platform's own: near one is a warning, beyond it is critical. */
final class QuotaObservations {
    static final String WARNING = "quota.warning";
    static final String OVER = "quota.over";

    private static final String METRIC = "quota_percent";
    private static final double GB = 1L << 30;
    private static final AvroCodec<QuotaChange> CHANGES = AvroCodec.of(QuotaChange.class);

    private QuotaObservations() {}

    static List<Observation> read(byte[] value) {
        return of(CHANGES.decode(value));
    }

    /** What a change means to either rule. */
    static List<Observation> of(QuotaChange change) {
        return List.of(
                observation(
                        change,
                        WARNING,
                        change.level() == QuotaLevel.WARNING,
                        new AlertCondition(METRIC, Comparison.GTE, 80, Severity.WARNING)),
                observation(
                        change,
                        OVER,
                        change.level() == QuotaLevel.OVER,
                        new AlertCondition(METRIC, Comparison.GT, 100, Severity.CRITICAL)));
    }

    private static Observation observation(QuotaChange change, String rule, boolean raises, AlertCondition condition) {
        return new Observation(
                FleetId.DEFAULT,
                rule,
                1,
                AggregateRef.parse(change.subject()),
                Collections.emptySortedMap(),
                change.number(),
                raises ? AlertState.FIRING : AlertState.OK,
                raises,
                change.at(),
                percent(change),
                condition);
    }

    private static @Nullable Double percent(QuotaChange change) {
        var quota = change.quotaGb();
        return quota == null || quota <= 0 ? null : Math.round(change.usedBytes() / (quota * GB) * 1000) / 10.0;
    }
}
