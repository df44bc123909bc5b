package dev.fleetledger.drill;

import java.util.List;

/**
 * Something that can go wrong, done on purpose. One that befalls the ledger under load extends {@link FaultUnderLoad};
 * another may bring whatever it breaks itself. Each stands in {@link Faults#ALL}.
 */
interface Fault {

    /** By which it is chosen on the command line, in capitals. */
    String name();

    /** One phrase, for people. */
    String meaning();

    /** Whether the drill does it with three brokers too. */
    default boolean alsoReplicated() {
        return false;
    }

    /**
     * Does it, undoes it and checks everything.
     *
     * @param rig may be broken, and is to be whole again afterwards
     * @param extent how much of it is done
     */
    Result run(Rig rig, Extent extent);

    /**
     * How it went.
     *
     * @param wrong what should not be, one sentence each; nothing if all is well
     * @param summary what was measured, one line
     */
    record Result(List<String> wrong, String summary) {
        public Result {
            wrong = List.copyOf(wrong);
        }
    }
}
