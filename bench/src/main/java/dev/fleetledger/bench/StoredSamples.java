package dev.fleetledger.bench;

import dev.fleetledger.schemas.topic.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far the platform's store is, asked where it says so itself: beside each projector's tables. */
final class StoredSamples implements AutoCloseable {
    private static final String PROJECTOR = "telemetry";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Admin admin;
    private final Connection database;

    StoredSamples(ServerProcess platform) throws SQLException {
        admin = Admin.create(Map.copyOf(platform.kafka()));
        var access = platform.database();
        database = DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
    }

    /** Waits until all that is in the topic now can be queried; whether that was so in time. */
    boolean await() throws Exception {
        var ends = ends();
        var limit = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < limit) {
            if (hold(reached(), ends)) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    /** How many bytes the samples' tables and their indexes have. */
    long bytes() throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class"
                        + " where relkind = 'r' and (relname like 'telemetry%' or relname = 'series')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Where each partition of the topic ends. */
    Map<Integer, Long> ends() throws Exception {
        var partitions = IntStream.range(0, Topics.TELEMETRY.partitions())
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(Topics.TELEMETRY.topicName(), partition),
                        partition -> OffsetSpec.latest()));
        var ends = new HashMap<Integer, Long>();
        admin.listOffsets(partitions).all().get().forEach((partition, end) -> {
            if (end.offset() > 0) {
                ends.put(partition.partition(), end.offset());
            }
        });
        return ends;
    }

    /** Whether what was stored up to there holds all that was in the topic then. */
    static boolean hold(Map<Integer, Long> reached, Map<Integer, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> end.getValue() <= reached.getOrDefault(end.getKey(), 0L));
    }

    /** Up to where each partition is stored. */
    Map<Integer, Long> reached() throws SQLException {
        var reached = new HashMap<Integer, Long>();
        try (var statement =
                database.prepareStatement("select partition, next_offset from projector_offsets where projector = ?")) {
            statement.setString(1, PROJECTOR);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    reached.put(rows.getInt(1), rows.getLong(2));
                }
            }
        }
        return reached;
    }

    @Override
    public void close() throws SQLException {
        admin.close();
        database.close();
    }
}
