package dev.fleetledger.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A fault of brokers or deciders, done while commands and reads go on. Every fleet has to have events acknowledged before
 * it and after it, to be served again within its bounds, and to keep what was acknowledged.
 */
abstract class FaultUnderLoad implements Fault {
    private final String name;
    private final String meaning;
    private final Bounds bounds;

    FaultUnderLoad(String name, String meaning, Bounds bounds) {
        this.name = name;
        this.meaning = meaning;
        this.bounds = bounds;
    }

    /** Does it, and undoes it. */
    abstract void inject(Trial trial);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String meaning() {
        return meaning + " (commands away for " + bounds.commands().toSeconds() + " s at most, reads for "
                + bounds.reads().toSeconds() + " s)";
    }

    @Override
    public final Result run(Rig rig, Extent extent) {
        var begin = System.nanoTime();
        var acknowledged = new Acknowledged();
        var served = new Served(Rig.fleets());
        var trial = new Trial(rig, extent.hold(), served);
        var load = Load.start(rig, acknowledged, served);
        var wrong = new ArrayList<String>();
        try {
            trial.pause();
            wrong.addAll(awaitEvents(acknowledged, begin, "before the fault"));
            inject(trial);
            wrong.addAll(trial.wrong());
            wrong.addAll(awaitEvents(acknowledged, System.nanoTime(), "after the fault"));
        } finally {
            load.stop();
        }
        wrong.addAll(served.beyond(bounds));
        wrong.addAll(Check.run(rig, acknowledged));
        var seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        return new Result(wrong, acknowledged.summary() + "; " + served.summary() + "; " + seconds + " s in all");
    }

    /** What is wrong if a fleet has no event acknowledged since then and gets none within the bound either. */
    private List<String> awaitEvents(Acknowledged acknowledged, long since, String when) {
        return Rig.fleets().stream()
                .filter(fleet -> !Waiting.until(bounds.commands(), () -> acknowledged.since(fleet, since)))
                .map(fleet -> fleet + " had no event acknowledged " + when)
                .toList();
    }
}
