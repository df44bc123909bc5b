package dev.fleetledger.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One fault being done to a rig under load. */
final class Trial {
    private final Rig rig;
    private final Duration hold;
    private final Served served;
    private final List<String> wrong = new ArrayList<>();

    Trial(Rig rig, Duration hold, Served served) {
        this.rig = rig;
        this.hold = hold;
        this.served = served;
    }

    Rig rig() {
        return rig;
    }

    /** How long each part of the fault lasts. */
    Duration hold() {
        return hold;
    }

    /** Lets one part of the fault last. */
    void pause() {
        Waiting.pause(hold);
    }

    /** Does something while which no command can be answered: it does not count against their bound. */
    void excused(Runnable outage) {
        var since = System.nanoTime();
        outage.run();
        served.excuse(since);
    }

    /** Notes what should not be, one sentence. */
    void wrong(String sentence) {
        wrong.add(sentence);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
