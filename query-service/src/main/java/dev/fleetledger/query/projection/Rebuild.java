package dev.fleetledger.query.projection;

import org.jdbi.v3.core.Jdbi;

/**
 * Orders a projector's tables to be made anew from the start of its topic. Projectors that run notice within a second, others
 * when they start; what is read stays, and is written on, until the new tables have caught up and take its place.
 */
public final class Rebuild {

    private Rebuild() {}

    /** Puts a projector back to the start of its topic, where reading again changes nothing. */
    public static void withoutEmptying(String projector, Jdbi database) {
        database.useTransaction(handle -> Cursors.reset(handle, projector));
    }

    /** Orders the rebuild of one projector; one that is under way begins again. */
    public static void of(ProjectorSpec<?> spec, Jdbi database) {
        new NextTables(spec, database).order();
    }
}
