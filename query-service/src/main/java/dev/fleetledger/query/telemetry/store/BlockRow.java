package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.block.Block;
import dev.fleetledger.query.telemetry.block.CorruptBlockException;
import dev.fleetledger.query.telemetry.block.Points;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

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

    /** All that is in it. */
    List<Points> all() throws CorruptBlockException {
        return Block.open(block).all();
    }

    /** These series. */
    List<Points> of(Collection<Long> series) throws CorruptBlockException {
        return Block.open(block).find(series::contains);
    }

    /** Where it is, for people. */
    String where() {
        return "%s of server %s at %s".formatted(source, server, start);
    }
}
