package dev.fleetledger.query.alert;

import static dev.fleetledger.schemas.AggregateType.ALERT;
import static dev.fleetledger.schemas.AggregateType.SERVER;
import static dev.fleetledger.schemas.AggregateType.SILENCE;
import static dev.fleetledger.schemas.AggregateType.THRESHOLD;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.kit.alert.AlertView;
import dev.fleetledger.kit.alert.SilenceView;
import dev.fleetledger.kit.alert.SilenceView.Status;
import dev.fleetledger.kit.alert.ThresholdView;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.query.history.Versions;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.event.SilenceDetails;
import dev.fleetledger.schemas.event.ThresholdDetails;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
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
        return read(moment, (handle, rows) -> {
            var conditions = query.conditions(server(handle, query.serverId()));
            var found = rows.page(ALERT, conditions, "created_at desc, id", page);
            return new Page<>(
                    found.items().stream().map(row -> alert(row).alert()).toList(), found.total(), page);
        });
    }

    public Optional<AlertVersion> alert(UUID id, @Nullable Moment moment) {
        return read(
                moment,
                (handle, rows) ->
                        rows.byId(ALERT, List.of(id)).stream().findFirst().map(AlertDao::alert));
    }

    /** A part of the thresholds asked for. */
    public Page<ThresholdView> thresholds(ThresholdListQuery query, PageRequest page, @Nullable Moment moment) {
        return read(moment, (handle, rows) -> {
            var conditions = query.conditions(server(handle, query.serverId()));
            var found = rows.page(THRESHOLD, conditions, "created_at, id", page);
            return new Page<>(found.items().stream().map(AlertDao::threshold).toList(), found.total(), page);
        });
    }

    public Optional<ThresholdView> threshold(UUID id, @Nullable Moment moment) {
        return read(
                moment,
                (handle, rows) ->
                        rows.byId(THRESHOLD, List.of(id)).stream().findFirst().map(AlertDao::threshold));
    }

    /**
     * A part of the silences, the newest first.
     *
     * @param status any if null
     * @param now by which it is told
     */
    public Page<SilenceView> silences(@Nullable Status status, PageRequest page, Instant now) {
        return read(null, (handle, rows) -> {
            var conditions = new Conditions().and(status == null ? "true" : condition(status), "now", at(status, now));
            var found = rows.page(SILENCE, conditions, "created_at desc, id", page);
            return new Page<>(
                    found.items().stream().map(row -> silence(row, now)).toList(), found.total(), page);
        });
    }

    public Optional<SilenceView> silence(UUID id, Instant now) {
        return read(
                null,
                (handle, rows) ->
                        rows.byId(SILENCE, List.of(id)).stream().findFirst().map(row -> silence(row, now)));
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

    private static SilenceView silence(VersionRow row, Instant now) {
        var document = row.document();
        try {
            var details = Json.mapper().treeToValue(document, SilenceDetails.class);
            var ended = document.get("ended_at").textValue();
            return SilenceView.of(
                    row.id(),
                    document.get("owner").textValue(),
                    details,
                    row.createdAt(),
                    ended == null ? null : Instant.parse(ended),
                    now);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored silence is none", e);
        }
    }

    /** What was asked for if there is no such server: nothing is of it then. */
    private static @Nullable String server(Handle handle, @Nullable String name) {
        return name == null
                ? null
                : Versions.find(handle, SERVER, name).map(AggregateRef::id).orElse(name);
    }

    private <T> T read(@Nullable Moment moment, BiFunction<Handle, VersionRows, T> read) {
        return database.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> read.apply(handle, new VersionRows(handle, moment)));
    }

    private static AlertVersion alert(VersionRow row) {
        var document = row.document().put("id", row.id().toString());
        try {
            return new AlertVersion(Json.mapper().treeToValue(document, AlertView.class), row.version());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored alert is none", e);
        }
    }

    private static ThresholdView threshold(VersionRow row) {
        try {
            var details = Json.mapper().treeToValue(row.document(), ThresholdDetails.class);
            return ThresholdView.of(row.id(), details, row.createdAt(), row.updatedAt(), row.version());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored threshold is none", e);
        }
    }
}
