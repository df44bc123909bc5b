package dev.fleetledger.providers.simulated;

import dev.fleetledger.providers.Task;
import dev.fleetledger.schemas.job.PowerAction;
import java.util.List;

/**
 * What a task goes through.
 *
 * @param verb by which a hostname asks for its failure: {@code -fail-<verb>}
 * @param phases in their order
 * @param millis that it takes in all, at the usual speed
 */
record Script(String verb, List<Phase> phases, long millis) {
    private static final long USUAL = 5000;
    private static final long SHORT = 1500;

    /** What the machine was handed is read then. */
    static final Phase CONFIGURING = new Phase("Configuring OS", 75);

    private static final Script COMMISSION = new Script(
            "commission",
            List.of(
                    new Phase("Performing PXE boot", 10),
                    new Phase("Loading ephemeral", 25),
                    new Phase("Gathering information", 50),
                    new Phase("Testing hardware", 75)),
            USUAL);
    private static final Script DEPLOY = new Script(
            "deploy",
            List.of(
                    new Phase("Performing PXE boot", 10),
                    new Phase("Loading ephemeral", 20),
                    new Phase("Configuring storage", 35),
                    new Phase("Installing OS", 50),
                    CONFIGURING,
                    new Phase("Rebooting", 90)),
            USUAL);
    private static final Script RELEASE = new Script(
            "release", List.of(new Phase("Powering off", 30), new Phase("Returning to the pool", 70)), USUAL);
    private static final Script ERASE = new Script(
            "release",
            List.of(
                    new Phase("Powering off", 20),
                    new Phase("Pretending to erase disks, of which nothing is erased", 40),
                    new Phase("Returning to the pool", 80)),
            USUAL);
    private static final Script ON = new Script("power", List.of(new Phase("Powering on", 50)), SHORT);
    private static final Script OFF = new Script("power", List.of(new Phase("Powering off", 50)), SHORT);
    private static final Script CYCLE =
            new Script("power", List.of(new Phase("Powering off", 30), new Phase("Powering on", 70)), SHORT);

    /**
     * A part of it.
     *
     * @param progress in percent with which it begins
     */
    record Phase(String name, int progress) {}

    /** That of a task, which is none that is done at once. */
    static Script of(Task task) {
        return switch (task) {
            case Task.Enlist ignored -> throw new IllegalArgumentException("it is done at once");
            case Task.Commission ignored -> COMMISSION;
            case Task.Deploy ignored -> DEPLOY;
            case Task.Release release -> release.options().erases() ? ERASE : RELEASE;
            case Task.Power power -> of(power.options().action());
        };
    }

    private static Script of(PowerAction action) {
        return switch (action) {
            case ON -> ON;
            case OFF -> OFF;
            case CYCLE -> CYCLE;
        };
    }

    /** The phase after that part, 0 to 1, of its time: each takes the same. */
    Phase at(double part) {
        return phases.get((int) Math.min(phases.size() - 1L, Math.max(0, (long) (part * phases.size()))));
    }
}
