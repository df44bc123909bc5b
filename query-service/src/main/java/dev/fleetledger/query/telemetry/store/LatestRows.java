package dev.fleetledger.query.telemetry.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.query.telemetry.store.MetricsView.DiskUsage;
import dev.fleetledger.query.telemetry.store.MetricsView.NetworkUsage;
import dev.fleetledger.query.telemetry.store.SeriesNumbers.Known;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What each server measured last, one row a server. */
final class LatestRows {
    private static final List<String> COLUMNS = List.of(
            "cpu_percent", "memory_percent", "disk_percent", "load_1m", "uptime_seconds", "disk_usage", "network");
    /** What is older than the row only fills its gaps. */
    private static final String UPSERT = """
            insert into telemetry_latest as old (server_id, time, %s)
            values (:server, :time, :cpu, :memory, :disk, :load, :uptime, cast(:disks as jsonb), cast(:networks as jsonb))
            on conflict (server_id) do update set time = greatest(old.time, excluded.time), %s""".formatted(
                    String.join(", ", COLUMNS),
                    COLUMNS.stream().map(column -> """
                            %1$s = case when excluded.time < old.time then coalesce(old.%1$s, excluded.%1$s)
                                else coalesce(excluded.%1$s, old.%1$s) end""".formatted(column)).collect(Collectors.joining(", ")));

    private LatestRows() {}

    /** A vital sign of a server. */
    private record Sample(String name, Map<String, String> labels, long time, double value) {}

    /**
     * Brings the rows of these servers up to date.
     *
     * @param known what is known of each of their series, in their order
     */
    static void write(Handle handle, List<Received> batch, Known[] known) {
        // In one order everywhere, so that no two writers wait for each other.
        var latest = new TreeMap<UUID, List<Sample>>();
        var next = 0;
        for (var received : batch) {
            for (var series = 0; series < received.series(); series++) {
                if (known[next++].vital()) {
                    var key = received.key(series);
                    var samples = latest.computeIfAbsent(received.server(), server -> new ArrayList<>());
                    for (var i = received.from(series); i < received.to(series); i++) {
                        samples.add(new Sample(key.name(), key.labels(), received.measuredAt(i), received.value(i)));
                    }
                }
            }
        }
        try (var rows = handle.prepareBatch(UPSERT)) {
            latest.forEach((server, samples) -> {
                samples.sort(Comparator.comparingLong(Sample::time));
                var metrics = new MetricsBuilder();
                samples.forEach(sample -> metrics.put(sample.name(), sample.labels(), sample.value()));
                var view = metrics.view(
                        server, Instant.ofEpochMilli(samples.getLast().time()));
                rows.bind("server", server)
                        .bind("time", view.timestamp())
                        .bind("cpu", view.cpuPercent())
                        .bind("memory", view.memoryPercent())
                        .bind("disk", view.diskPercent())
                        .bind("load", view.load1m())
                        .bind("uptime", view.uptimeSeconds())
                        .bind("disks", json(view.diskUsage()))
                        .bind("networks", json(view.network()))
                        .add();
            });
            rows.execute();
        }
    }

    /** What a server measured last, if anything. */
    static Optional<MetricsView> find(Handle handle, UUID server) {
        return handle.createQuery("select * from telemetry_latest where server_id = :server")
                .bind("server", server)
                .map((row, context) -> view(row))
                .findOne();
    }

    private static MetricsView view(ResultSet row) throws SQLException {
        return new MetricsView(
                row.getObject("server_id", UUID.class),
                row.getObject("cpu_percent", Double.class),
                row.getObject("memory_percent", Double.class),
                row.getObject("disk_percent", Double.class),
                row.getObject("load_1m", Double.class),
                row.getObject("uptime_seconds", Long.class),
                list(row.getString("disk_usage"), new TypeReference<List<DiskUsage>>() {}),
                list(row.getString("network"), new TypeReference<List<NetworkUsage>>() {}),
                row.getTimestamp("time").toInstant());
    }

    /** Null for none, so that the list before stays. */
    private static @Nullable String json(List<?> list) {
        try {
            return list.isEmpty() ? null : Json.mapper().writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> list(@Nullable String json, TypeReference<List<T>> type) {
        try {
            return json == null ? List.of() : Json.stored().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored measurements are none", e);
        }
    }
}
