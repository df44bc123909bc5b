package dev.fleetledger.providers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Who does to machines what jobs ask for. Each call is short: what takes longer goes on at the provider, which is asked how
 * far it is. A call that throws tells nothing of what came of it.
 */
public interface Provider {

    /** As logs and answers call it. */
    String name();

    /** How long to wait between two questions about the same attempt. */
    Duration askEvery();

    /** Has a task begun. The same task that goes on already is taken over, not begun a second time. */
    Answer begin(Machine machine, Order order) throws IOException, InterruptedException;

    /** Says how far it is; changes nothing. */
    Sighting look(Machine machine, Order order) throws IOException, InterruptedException;

    /**
     * Lines that it logged of an attempt, in their order. They tell people what went on and decide nothing: who has none, or none
     * any more, says none.
     *
     * @param after the number of the line after which they begin, 0 for all
     * @return some of them; none if there are none yet
     */
    default List<LogLine> log(Machine machine, Order order, int after) throws IOException, InterruptedException {
        return List.of();
    }

    /** Has it stopped. */
    Answer abort(Machine machine, Order order) throws IOException, InterruptedException;
}
