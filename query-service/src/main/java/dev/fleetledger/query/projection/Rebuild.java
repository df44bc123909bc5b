package dev.fleetledger.query.projection;

import org.jdbi.v3.core.Jdbi;

/**
 * Empties a projector's tables and puts it back to the start of its topic, in one transaction. Safe while projectors run:
 * they notice within a second, or lose the compare-and-set before, and start over. Until they have caught up, readers see
 * tables that are being filled, and the query-service is not ready.
 */
public final class Rebuild {

    private Rebuild() {}

    /** Puts a projector back to the start of its topic, where reading again changes nothing. */
    public static void withoutEmptying(String projector, Jdbi database) {
        database.useTransaction(handle -> Cursors.reset(handle, projector));
    }

    /** Starts the rebuild of one projector. */
    public static void of(ProjectorSpec<?> spec, Jdbi database) {
        database.useTransaction(handle -> {
            // First, so that a projector which is in the middle of a batch ends before or loses.
            Cursors.reset(handle, spec.name());
            for (var table : spec.tables()) {
                handle.execute("truncate table " + table);
            }
        });
    }
}
