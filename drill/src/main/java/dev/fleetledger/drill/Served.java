package dev.fleetledger.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long commands and reads were away. */
final class Served {
    private final Silence commands;
    private final Silence reads;

    /** Both are silent from now on, until answered. */
    Served(List<String> fleets) {
        commands = new Silence(fleets);
        reads = new Silence(fleets);
    }

    /** A command was answered now, or is no longer waited for. */
    void command(String fleet) {
        commands.end(fleet);
    }

    /** A read was answered now, or is no longer waited for. */
    void read(String fleet) {
        reads.end(fleet);
    }

    /** No command could have been answered since then, in nanoTime. */
    void excuse(long since) {
        commands.excuse(since);
    }

    /** What was longer than allowed, one sentence each. */
    List<String> beyond(Bounds bounds) {
        var wrong = new ArrayList<String>();
        check("commands", commands, bounds.commands(), wrong);
        check("reads", reads, bounds.reads(), wrong);
        return wrong;
    }

    private static void check(String what, Silence silence, Duration bound, List<String> wrong) {
        if (silence.unexcused().compareTo(bound) > 0) {
            wrong.add("%s of a fleet were away for %s ms, longer than %s ms"
                    .formatted(what, silence.unexcused().toMillis(), bound.toMillis()));
        }
    }

    String summary() {
        return "longest silence of a fleet: " + describe("commands", commands) + ", " + describe("reads", reads);
    }

    private static String describe(String what, Silence silence) {
        var all = silence.longest().toMillis();
        var counted = silence.unexcused().toMillis();
        return what + " " + all + " ms" + (all == counted ? "" : " (" + counted + " ms beside the outage)");
    }
}
