package dev.fleetledger.query.telemetry.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.kit.http.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<SeriesKey, Long> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SeriesKey, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    SeriesNumbers(Jdbi database) {
        this.database = database;
    }

    /** The number of each of these series, new ones included. */
    Map<SeriesKey, Long> of(Collection<SeriesKey> keys) {
        var numbers = new HashMap<SeriesKey, Long>();
        for (var key : keys) {
            var number = known.get(key);
            if (number != null) {
                numbers.put(key, number);
            }
        }
        var missing = keys.stream()
                .filter(key -> !numbers.containsKey(key))
                .distinct()
                // So that neighbours in a block are of one kind.
                .sorted(Comparator.comparing(SeriesKey::server)
                        .thenComparing(SeriesKey::name)
                        .thenComparing(key -> key.labels().toString()))
                .toList();
        if (!missing.isEmpty()) {
            var found = register(missing);
            numbers.putAll(found);
            known.putAll(found);
        }
        return numbers;
    }

    private Map<SeriesKey, Long> register(List<SeriesKey> keys) {
        var stored = keys.stream()
                .collect(Collectors.toMap(key -> new Stored(key.server(), key.digest()), Function.identity()));
        var servers = keys.stream().map(SeriesKey::server).toArray();
        var digests = keys.stream().map(SeriesKey::digest).toArray();
        return database.inTransaction(handle -> {
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

    private record Stored(UUID server, String digest) {}

    private static String json(SeriesKey key) {
        try {
            return Json.mapper().writeValueAsString(key.labels());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
