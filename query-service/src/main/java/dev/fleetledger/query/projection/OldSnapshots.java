package dev.fleetledger.query.projection;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * The readers whose view of the database is from before a moment. In a table that comes to stand under a name later, they
 * would not find the rows written since.
 */
final class OldSnapshots {
    /**
     * Who waits for a row to write sees the newest of it then; all others may read more in the same view. Who asks has an
     * own connection, whose view ends with each statement.
     */
    private static final String OPEN = """
            select pid || ' ' || xact_start from pg_stat_activity a
            where datname = current_database() and backend_type = 'client backend' and backend_xmin is not null
                and pid <> pg_backend_pid()
                and not exists (select from pg_locks l
                    where l.pid = a.pid and not l.granted and l.locktype in ('transactionid', 'tuple'))""";

    private final Jdbi database;
    private final List<String> open;

    private OldSnapshots(Jdbi database, List<String> open) {
        this.database = database;
        this.open = open;
    }

    /** Those that there are now. */
    static OldSnapshots of(Jdbi database) {
        return new OldSnapshots(database, open(database));
    }

    /** Whether all of them have ended. */
    boolean areGone() {
        return open.isEmpty() || open(database).stream().noneMatch(open::contains);
    }

    private static List<String> open(Jdbi database) {
        // Not a handle of this thread's, whose transaction would be told the same all along.
        try (var handle = database.open()) {
            return handle.createQuery(OPEN).mapTo(String.class).list();
        }
    }
}
