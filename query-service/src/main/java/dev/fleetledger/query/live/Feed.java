package dev.fleetledger.query.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes on and comes to an end, to be followed by one client from its beginning or from where it got to. What it keeps is
 * of a fixed size: what was given is not, what comes after an id is asked for again.
 */
@FunctionalInterface
public interface Feed {

    /**
     * What comes after an event.
     *
     * @param id of that event; null for none. What follows one that this feed never gave is the feed's to say
     * @throws dev.fleetledger.kit.error.RejectedException if there is no such feed any more
     */
    Part after(@Nullable String id);

    /**
     * Some of it.
     *
     * @param over whether nothing comes after it, ever
     * @param more whether there may be more already, so that there is nothing to wait for
     */
    record Part(List<Item> items, boolean over, boolean more) {
        public Part {
            items = List.copyOf(items);
        }

        /** All there is so far. */
        public Part(List<Item> items, boolean over) {
            this(items, over, false);
        }
    }

    /**
     * One event.
     *
     * @param id by which a client tells how far it got
     * @param data written as JSON
     */
    record Item(String id, Object data) {}
}
