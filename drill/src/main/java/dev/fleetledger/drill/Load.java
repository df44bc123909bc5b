package dev.fleetledger.drill;

import dev.fleetledger.drill.Message.Operation;
import dev.fleetledger.drill.Message.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Callers that register and delete servers, and ask for what is so already or cannot be, and readers that ask for what
 * was acknowledged before, until they are stopped.
 */
final class Load {
    private static final int CALLERS = 16;
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(10);
    private static final Duration BETWEEN_READS = Duration.ofMillis(50);
    /** How long an answer may still take after the load was stopped. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(20);

    private final Rig rig;
    private final Acknowledged acknowledged;
    private final Served served;
    private final List<Thread> callers = new ArrayList<>();
    private volatile long deadline = Long.MAX_VALUE;

    private Load(Rig rig, Acknowledged acknowledged, Served served) {
        this.rig = rig;
        this.acknowledged = acknowledged;
        this.served = served;
    }

    static Load start(Rig rig, Acknowledged acknowledged, Served served) {
        var load = new Load(rig, acknowledged, served);
        var run = UUID.randomUUID().toString().substring(0, 8);
        for (var caller = 0; caller < CALLERS; caller++) {
            var fleet = Rig.fleets().get(caller % Rig.fleets().size());
            var prefix = run + "-" + caller + "-";
            load.callers.add(Thread.ofVirtual().start(() -> load.call(fleet, prefix)));
        }
        for (var fleet : Rig.fleets()) {
            load.callers.add(Thread.ofVirtual().start(() -> load.read(fleet)));
        }
        return load;
    }

    /** Ends it; every call under way gets its answer. */
    void stop() {
        deadline = System.nanoTime() + LAST_ANSWER.toNanos();
        for (var caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private void call(String fleet, String prefix) {
        var mine = new ArrayDeque<String>();
        for (var n = 1; deadline == Long.MAX_VALUE; n++) {
            switch (mine.isEmpty() ? 0 : n % 8) {
                case 5 -> call(Operation.REGISTER, fleet, mine.getLast(), Outcome.REFUSED);
                case 6 -> call(Operation.RENAME, fleet, mine.getLast(), Outcome.ACCEPTED);
                case 7 -> call(Operation.DELETE, fleet, mine.removeFirst(), Outcome.ACCEPTED);
                default -> {
                    mine.addLast(prefix + n);
                    call(Operation.REGISTER, fleet, prefix + n, Outcome.ACCEPTED);
                }
            }
            Waiting.pause(BETWEEN_CALLS);
        }
    }

    private void call(Operation operation, String fleet, String slug, Outcome expected) {
        var key = operation + " " + fleet + " " + slug + " " + UUID.randomUUID();
        var answer = rig.ask(operation, fleet, slug, key, () -> deadline);
        acknowledged.add(fleet, key, expected, answer);
        served.command(fleet);
    }

    private void read(String fleet) {
        while (deadline == Long.MAX_VALUE) {
            rig.read(fleet, acknowledged.sequence(fleet), () -> deadline);
            served.read(fleet);
            Waiting.pause(BETWEEN_READS);
        }
    }
}
