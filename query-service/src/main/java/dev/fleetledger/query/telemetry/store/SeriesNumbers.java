package dev.fleetledger.query.telemetry.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.kit.http.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** What is known of these series, new ones included. */
    Map<SeriesMark, Known> of(List<Incoming> series) {
        var found = new HashMap<SeriesMark, Known>(series.size() * 2);
        var missing = new HashMap<SeriesMark, SeriesKey>();
        for (var one : series) {
            var number = known.get(one.mark());
            if (number == null) {
                missing.computeIfAbsent(one.mark(), mark -> one.key().get());
            } else {
                found.put(one.mark(), number);
            }
        }
        if (!missing.isEmpty()) {
            var numbers = register(missing.values().stream()
                    .distinct()
                    // So that neighbours in a block are of one kind.
                    .sorted(Comparator.comparing(SeriesKey::server)
                            .thenComparing(SeriesKey::name)
                            .thenComparing(key -> key.labels().toString()))
                    .toList());
            missing.forEach((mark, key) -> {
                var number = Objects.requireNonNull(numbers.get(key), "a series that was not given a number");
                var entry = new Known(number, MetricsBuilder.SERIES.contains(key.name()));
                found.put(mark, entry);
                known.put(mark, entry);
            });
        }
        return found;
    }

    private Map<SeriesKey, Long> register(List<SeriesKey> keys) {
        var stored = keys.stream()
                .collect(Collectors.toMap(key -> new Stored(key.server(), key.digest()), Function.identity()));
        var servers = keys.stream().map(SeriesKey::server).toArray();
        var digests = keys.stream().map(SeriesKey::digest).toArray();
        // On a connection of its own: this thread's is in the middle of the batch.
        try (var own = database.open()) {
            return own.inTransaction(handle -> {
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
                        .bindArray(
                                "names",
                                String.class,
                                keys.stream().map(SeriesKey::name).toArray())
                        .bindArray(
                                "labels",
                                String.class,
                                keys.stream().map(SeriesNumbers::json).toArray())
                        .bindArray("digests", String.class, digests)
                        .execute();
                var numbers = new HashMap<SeriesKey, Long>();
                handle.createQuery("""
                            select s.id, s.server_id, wanted.digest from unnest(:servers, :digests) as wanted (server_id, digest)
                            join series s on s.server_id = wanted.server_id and s.digest = decode(wanted.digest, 'hex')""")
                        .bindArray("servers", UUID.class, servers)
                        .bindArray("digests", String.class, digests)
                        .map((row, context) -> Map.entry(
                                new Stored(row.getObject("server_id", UUID.class), row.getString("digest")),
                                row.getLong("id")))
                        .forEach(found -> {
                            var key = stored.get(found.getKey());
                            if (key != null) {
                                numbers.put(key, found.getValue());
                            }
                        });
                return numbers;
            });
        }
    }

    private record Stored(UUID server, String digest) {}

    private static String json(SeriesKey key) {
        try {
            return Json.mapper().writeValueAsString(key.labels());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
