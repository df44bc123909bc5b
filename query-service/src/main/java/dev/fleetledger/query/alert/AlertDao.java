package dev.fleetledger.query.alert;

import static dev.fleetledger.schemas.AggregateType.ALERT;
import static dev.fleetledger.schemas.AggregateType.SERVER;
import static dev.fleetledger.schemas.AggregateType.SILENCE;
import static dev.fleetledger.schemas.AggregateType.THRESHOLD;

import dev.fleetledger.domain.alert.Alert;
import dev.fleetledger.domain.alert.AlertView;
import dev.fleetledger.domain.alert.Silence;
import dev.fleetledger.domain.alert.SilenceView;
import dev.fleetledger.domain.alert.SilenceView.Status;
import dev.fleetledger.domain.alert.Threshold;
import dev.fleetledger.domain.alert.ThresholdView;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.query.read.Moment;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Reads thresholds and alerts, as they are or as they were. A moment that is null is now; each method throws
 * RejectedException for one that has not come yet.
 */
public final class AlertDao {
    private final Jdbi database;

    public AlertDao(Jdbi database) {
        this.database = database;
    }

    /**
     * An alert.
     *
     * @param version of the aggregate
     */
    public record AlertVersion(AlertView alert, long version) {}

    /** A part of the alerts asked for. */
    public Page<AlertView> alerts(AlertListQuery query, PageRequest page, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> {
            var conditions = query.conditions(server(rows, query.serverId()));
            var found = rows.page(ALERT, conditions, "created_at desc, id", page);
            return found.map(AlertDao::alert);
        });
    }

    public Optional<AlertVersion> alert(UUID id, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> rows.one(ALERT, id))
                .map(row -> new AlertVersion(alert(row), row.version()));
    }

    /** A part of the thresholds asked for. */
    public Page<ThresholdView> thresholds(ThresholdListQuery query, PageRequest page, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> {
            var conditions = query.conditions(server(rows, query.serverId()));
            var found = rows.page(THRESHOLD, conditions, "created_at, id", page);
            return found.map(AlertDao::threshold);
        });
    }

    public Optional<ThresholdView> threshold(UUID id, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> rows.one(THRESHOLD, id))
                .map(AlertDao::threshold);
    }

    /**
     * A part of the silences, the newest first.
     *
     * @param status any if null
     * @param now by which it is told
     */
    public Page<SilenceView> silences(@Nullable Status status, PageRequest page, Instant now) {
        return VersionRows.read(database, null, rows -> {
            var conditions = new Conditions().and(status == null ? "true" : condition(status), "now", at(status, now));
            var found = rows.page(SILENCE, conditions, "created_at desc, id", page);
            return found.map(row -> SilenceView.of(row.aggregate(Silence.class), now));
        });
    }

    public Optional<SilenceView> silence(UUID id, Instant now) {
        return VersionRows.read(database, null, rows -> rows.one(SILENCE, id))
                .map(row -> SilenceView.of(row.aggregate(Silence.class), now));
    }

    private static String condition(Status status) {
        var isOver = "(document ->> 'ended_at' is not null or (document ->> 'expires_at')::timestamptz <= :now)";
        return switch (status) {
            case EXPIRED -> isOver;
            case PENDING -> "not " + isOver + " and (document ->> 'starts_at')::timestamptz > :now";
            case ACTIVE -> "not " + isOver + " and (document ->> 'starts_at')::timestamptz <= :now";
        };
    }

    private static @Nullable Instant at(@Nullable Status status, Instant now) {
        return status == null ? null : now;
    }

    /** What was asked for if there is no such server: nothing is of it then. */
    private static @Nullable String server(VersionRows rows, @Nullable String name) {
        return name == null ? null : rows.id(SERVER, name).orElse(name);
    }

    private static AlertView alert(VersionRow row) {
        return AlertView.of(row.aggregate(Alert.class));
    }

    private static ThresholdView threshold(VersionRow row) {
        return new ThresholdView(row.aggregate(Threshold.class), row.version());
    }
}
