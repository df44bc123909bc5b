package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.ObservationProcess.Report;
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
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Quotas of nodes and sites as rules of the platform's own: near one is a warning, beyond it is critical. */
final class QuotaObservations {
    static final String WARNING = "quota.warning";
    static final String OVER = "quota.over";

    private static final String METRIC = "quota_percent";
    private static final double GB = 1L << 30;
    private static final double NEAR = 80;
    private static final double FULL = 100;
    private static final AvroCodec<QuotaChange> CHANGES = AvroCodec.of(QuotaChange.class);

    private QuotaObservations() {}

    static List<Report> read(byte[] value) {
        return of(CHANGES.decode(value));
    }

    /** What a change means to either rule. */
    static List<Report> of(QuotaChange change) {
        return List.of(
                report(
                        change,
                        WARNING,
                        change.level() == QuotaLevel.WARNING,
                        new AlertCondition(METRIC, Comparison.GTE, NEAR, Severity.WARNING)),
                report(
                        change,
                        OVER,
                        change.level() == QuotaLevel.OVER,
                        new AlertCondition(METRIC, Comparison.GT, FULL, Severity.CRITICAL)));
    }

    private static Report report(QuotaChange change, String rule, boolean raises, AlertCondition condition) {
        var observation = new Observation(
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
        return new Report(observation, raises ? message(change) : null);
    }

    /** Names who it is about, and says in bytes what a percentage is too coarse for. */
    private static String message(QuotaChange change) {
        var quota = Objects.requireNonNull(change.quotaGb(), "a level without a quota");
        var subject = change.siteName() == null
                ? "Node " + change.hostname()
                : "Site %s of node %s".formatted(change.siteName(), change.hostname());
        var over = change.level() == QuotaLevel.OVER ? "over" : "near";
        return "%s is %s its quota: %s bytes are used of %s GB (%s bytes)"
                .formatted(
                        subject,
                        over,
                        change.usedBytes(),
                        BigDecimal.valueOf(quota).stripTrailingZeros().toPlainString(),
                        (long) (quota * GB));
    }

    /** To one decimal, unless that would tell of another level than it is; null if there is no quota to be a part of. */
    private static @Nullable Double percent(QuotaChange change) {
        var quota = change.quotaGb();
        if (quota == null || quota <= 0) {
            return null;
        }
        var exact = change.usedBytes() / (quota * GB) * FULL;
        var rounded = Math.round(exact * 10) / 10.0;
        return switch (change.level()) {
            case OK -> rounded < NEAR ? rounded : exact;
            case WARNING -> rounded <= FULL ? Math.max(NEAR, rounded) : FULL;
            case OVER -> rounded > FULL ? rounded : Math.max(Math.nextUp(FULL), exact);
        };
    }
}
