package dev.fleetledger.query.projection;

import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** Two sets of tables of the same names: those that are read, and those that are made anew beside them. */
enum Side {
    LIVE,
    /** In the schema {@code next}; statements that name no schema see that one alone, so that none can miss it. */
    NEXT;

    <R> R inTransaction(Jdbi database, HandleCallback<R, RuntimeException> work) {
        return database.inTransaction(handle -> {
            if (this == NEXT) {
                handle.execute("set local search_path = next");
                // Who has the tables may, in this process, wait for this thread, which the database cannot see.
                handle.execute("set local lock_timeout = '5s'");
            }
            return work.withHandle(handle);
        });
    }
}
