package dev.fleetledger.query.projection;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How far projectors are, kept beside what they project and moved in the same transactions. */
final class Cursors {
    /**
     * The place of a projector in one partition.
     *
     * @param next the offset of its topic to read next
     * @param ledger the last offset of the ledger that the tables are true for, -1 before the first
     * @param applied the last record before it, null if there is none or it is not known
     */
    record Cursor(long next, long ledger, @Nullable Applied applied) {
        static final Cursor START = new Cursor(0, -1, null);
    }

    /**
     * All places of a projector, by partition.
     *
     * @param shape of its tables, 0 if it has no place yet
     */
    record Places(int shape, Map<Integer, Cursor> cursors) {}

    private Cursors() {}

    /** The places of a projector. */
    static Places load(Handle handle, String projector) {
        return load(handle, projector, "");
    }

    /** {@link #load}, and keeps others from moving them until the transaction ends. */
    static Places hold(Handle handle, String projector) {
        return load(handle, projector, " for update");
    }

    private static Places load(Handle handle, String projector, String locking) {
        var cursors = new HashMap<Integer, Cursor>();
        var shapes = handle.createQuery("""
                        select partition, next_offset, ledger_offset, last_offset, last_record, shape
                        from projector_offsets where projector = :projector order by partition""" + locking)
                .bind("projector", projector)
                .map((row, context) -> {
                    var record = row.getString("last_record");
                    var applied = record == null ? null : new Applied(row.getLong("last_offset"), record);
                    cursors.put(
                            row.getInt("partition"),
                            new Cursor(row.getLong("next_offset"), row.getLong("ledger_offset"), applied));
                    return row.getInt("shape");
                })
                .list();
        return new Places(shapes.stream().min(Integer::compare).orElse(0), Map.copyOf(cursors));
    }

    /** Puts a projector to the start of those partitions in which it has no place. */
    static void create(Handle handle, ProjectorSpec<?> spec) {
        handle.createUpdate("""
                        insert into projector_offsets (projector, partition, next_offset, ledger_offset, shape)
                        select :projector, partition, 0, -1,
                            coalesce((select min(shape) from projector_offsets where projector = :projector), :shape)
                        from unnest(:partitions) as partition
                        on conflict do nothing""")
                .bind("projector", spec.name())
                .bind("shape", spec.shape())
                .bindArray(
                        "partitions",
                        Integer.class,
                        IntStream.range(0, spec.topic().partitions()).boxed().toList())
                .execute();
    }

    /**
     * Moves a projector on in one partition; false if it is no longer where it was, or its tables are of another shape,
     * that is, another one moved it.
     */
    static boolean compareAndSet(Handle handle, ProjectorSpec<?> spec, int partition, Cursor from, Cursor to) {
        return handle.createUpdate("""
                        update projector_offsets set next_offset = :next, ledger_offset = :ledger,
                            last_offset = :offset, last_record = :record
                        where projector = :projector and partition = :partition and next_offset = :from
                            and shape = :shape""")
                        .bind("next", to.next())
                        .bind("ledger", to.ledger())
                        .bind(
                                "offset",
                                to.applied() == null ? null : to.applied().offset())
                        .bind(
                                "record",
                                to.applied() == null ? null : to.applied().record())
                        .bind("projector", spec.name())
                        .bind("partition", partition)
                        .bind("from", from.next())
                        .bind("shape", spec.shape())
                        .execute()
                == 1;
    }

    /** Puts a projector back to the start of its topic. */
    static void reset(Handle handle, String projector) {
        handle.createUpdate("""
                        update projector_offsets
                        set next_offset = 0, ledger_offset = -1, last_offset = null, last_record = null
                        where projector = :projector""").bind("projector", projector).execute();
    }
}
