package dev.fleetledger.providers;

import java.io.IOException;
import java.time.Duration;

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

    /** Has it stopped. */
    Answer abort(Machine machine, Order order) throws IOException, InterruptedException;
}
