package dev.fleetledger.query.telemetry.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.kit.json.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Gives series their numbers, for good. A series is committed by itself before its first sample, so that what is
 * remembered here is true whatever becomes of the batch. Not for several threads at a time.
 */
final class SeriesNumbers {
    private static final int REMEMBERED = 500_000;

    private final Jdbi database;
    private final Map<SeriesMark, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SeriesMark, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * What is remembered of a series.
     *
     * @param vital whether it is one of those that {@link MetricsBuilder} takes
     */
    record Known(long number, boolean vital) {}

    SeriesNumbers(Jdbi database) {
        this.database = database;
    }

    /** What is known of each series of these batches, new ones included, in their order. */
    Known[] of(List<Received> batches) {
        var found = new Known[batches.stream().mapToInt(Received::series).sum()];
        var missing = new HashMap<SeriesMark, SeriesKey>();
        var next = 0;
        for (var batch : batches) {
            for (var i = 0; i < batch.series(); i++) {
                var series = i;
                found[next] = known.get(batch.mark(series));
                if (found[next++] == null) {
                    missing.computeIfAbsent(batch.mark(series), mark -> batch.key(series));
                }
            }
        }
        if (!missing.isEmpty()) {
            var added = register(missing);
            known.putAll(added);
            complete(found, batches, added);
        }
        return found;
    }

    private static void complete(Known[] found, List<Received> batches, Map<SeriesMark, Known> added) {
        var next = 0;
        for (var batch : batches) {
            for (var mark : batch.marks()) {
                if (found[next] == null) {
                    found[next] = Objects.requireNonNull(added.get(mark), "a series without a number");
                }
                next++;
            }
        }
    }

    /** A series as it is stored. */
    private record Row(UUID server, String digest, String name, String labels) {
        static Row of(SeriesKey key) {
            return new Row(key.server(), key.digest(), key.name(), json(key));
        }
    }

    private Map<SeriesMark, Known> register(Map<SeriesMark, SeriesKey> keys) {
        var rows = new HashMap<SeriesMark, Row>();
        keys.forEach((mark, key) -> rows.put(mark, Row.of(key)));
        var sorted = rows.values().stream()
                .distinct()
                // So that neighbours in a block are of one kind.
                .sorted(Comparator.comparing(Row::server)
                        .thenComparing(Row::name)
                        .thenComparing(Row::labels))
                .toList();
        // On a connection of its own: this thread's is in the middle of the batch.
        try (var own = database.open()) {
            var numbers = own.inTransaction(handle -> register(handle, sorted));
            var added = new HashMap<SeriesMark, Known>();
            rows.forEach((mark, row) -> {
                var number =
                        Objects.requireNonNull(numbers.get(row.server() + row.digest()), "a series without a number");
                added.put(mark, new Known(number, MetricsBuilder.SERIES.contains(row.name())));
            });
            return added;
        }
    }

    /** Their numbers, by server and digest. */
    private static Map<String, Long> register(Handle handle, List<Row> rows) {
        var servers = rows.stream().map(Row::server).toArray();
        var digests = rows.stream().map(Row::digest).toArray();
        handle.createUpdate("""
                        insert into series (server_id, name, labels, digest)
                        select new.server_id, new.name, new.labels::jsonb, decode(new.digest, 'hex')
                        from unnest(:servers, :names, :labels, :digests) with ordinality
                            as new (server_id, name, labels, digest, place)
                        where not exists (select from series old
                            where old.server_id = new.server_id and old.digest = decode(new.digest, 'hex'))
                        order by new.place
                        on conflict do nothing""")
                .bindArray("servers", UUID.class, servers)
                .bindArray("names", String.class, rows.stream().map(Row::name).toArray())
                .bindArray(
                        "labels", String.class, rows.stream().map(Row::labels).toArray())
                .bindArray("digests", String.class, digests)
                .execute();
        return handle.createQuery("""
                        select s.id, s.server_id::text || wanted.digest as key
                        from unnest(:servers, :digests) as wanted (server_id, digest)
                        join series s on s.server_id = wanted.server_id and s.digest = decode(wanted.digest, 'hex')""")
                .bindArray("servers", UUID.class, servers)
                .bindArray("digests", String.class, digests)
                .map((row, context) -> Map.entry(row.getString("key"), row.getLong("id")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String json(SeriesKey key) {
        try {
            return Json.mapper().writeValueAsString(key.labels());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
