package dev.fleetledger.query.projection;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Tables that are a function of one topic, and of nothing else.
 *
 * @param <T> what a record of the topic is read as
 */
public interface Projection<T> {

    /** The tables that it alone writes; a rebuild makes them anew beside these. */
    List<String> tables();

    /**
     * Brings the tables up to date with these records, in their order, inside the caller's transaction. Statements name no
     * schema: while tables are made anew, those are meant, and they alone are seen.
     */
    void apply(Handle handle, List<T> batch);
}
