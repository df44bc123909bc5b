package dev.fleetledger.query.projection;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** How far projectors are, kept beside what they project and moved in the same transactions. */
final class Cursors {
    /**
     * The place of a projector in one partition.
     *
     * @param next the offset of its topic to read next
     * @param ledger the last offset of the ledger that the tables are true for, -1 before the first
     */
    record Cursor(long next, long ledger) {
        static final Cursor START = new Cursor(0, -1);
    }

    private Cursors() {}

    /** The places of a projector in all of these partitions. */
    static Map<Integer, Cursor> load(Handle handle, String projector, Collection<Integer> partitions) {
        var create = handle.prepareBatch("""
                insert into projector_offsets (projector, partition, next_offset, ledger_offset)
                values (:projector, :partition, 0, -1) on conflict do nothing""");
        for (var partition : partitions) {
            create.bind("projector", projector).bind("partition", partition).add();
        }
        create.execute();
        return handle.createQuery("""
                        select partition, next_offset, ledger_offset from projector_offsets
                        where projector = :projector""")
                .bind("projector", projector)
                .map((row, context) -> Map.entry(
                        row.getInt("partition"), new Cursor(row.getLong("next_offset"), row.getLong("ledger_offset"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Moves a projector on in one partition; false if it is no longer where it was, that is, another one moved it. */
    static boolean compareAndSet(Handle handle, String projector, int partition, Cursor from, Cursor to) {
        return handle.createUpdate("""
                        update projector_offsets set next_offset = :next, ledger_offset = :ledger
                        where projector = :projector and partition = :partition and next_offset = :from""")
                        .bind("next", to.next())
                        .bind("ledger", to.ledger())
                        .bind("projector", projector)
                        .bind("partition", partition)
                        .bind("from", from.next())
                        .execute()
                == 1;
    }

    /** Puts a projector back to the start of its topic. */
    static void reset(Handle handle, String projector) {
        handle.createUpdate(
                        "update projector_offsets set next_offset = 0, ledger_offset = -1 where projector = :projector")
                .bind("projector", projector)
                .execute();
    }
}
