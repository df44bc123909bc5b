package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.block.Block;
import dev.fleetledger.query.telemetry.block.CorruptBlockException;
import dev.fleetledger.query.telemetry.block.Points;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongPredicate;

/**
 * A stored block.
 *
 * @param source its table
 * @param start of the hour or day it belongs to
 */
// The block is what it is about, and nobody compares two.
@SuppressWarnings("ArrayRecordComponent")
record BlockRow(String source, UUID server, Instant start, byte[] block) {

    /** Of a row with the columns source, server_id, start and block. */
    static BlockRow of(ResultSet row) throws SQLException {
        return new BlockRow(
                row.getString("source"),
                row.getObject("server_id", UUID.class),
                row.getTimestamp("start").toInstant(),
                row.getBytes("block"));
    }

    /** The series wanted, ascending. */
    List<Points> find(LongPredicate wanted) throws CorruptBlockException {
        return Block.open(block).find(wanted);
    }

    /** Adds how much each series has here to its count; nothing if the block is damaged. */
    void count(Map<Long, Long> counts) {
        try {
            for (var points : find(series -> true)) {
                counts.merge(points.series(), (long) points.size(), Long::sum);
            }
        } catch (CorruptBlockException e) {
            // Who reads it next reports it.
            return;
        }
    }

    /** Where it is, for people. */
    String where() {
        return "%s of server %s at %s".formatted(source, server, start);
    }
}
