package dev.fleetledger.drill;

import dev.fleetledger.drill.Message.Answer;
import dev.fleetledger.drill.Message.Operation;
import dev.fleetledger.drill.Message.Outcome;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An owner sleeps past the end of its session, and wakes with an old state and commands to decide on it. */
final class OwnerAsleep extends FaultUnderLoad {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    OwnerAsleep() {
        super("OWNER_ASLEEP", "SIGSTOP of an owner for longer than its session, then SIGCONT", Bounds.ofSeconds(10, 5));
    }

    @Override
    void inject(Trial trial) {
        var rig = trial.rig();
        var fleet = Rig.fleets().getFirst();
        var slug = "asleep-" + UUID.randomUUID().toString().substring(0, 8);
        rig.insist(Operation.REGISTER, fleet, slug);
        var victim = rig.ownerOf(fleet);
        victim.process().pause();
        // What it will read first when it wakes: by its old state, the one is refused and the other changes nothing.
        var register = victim.ask(Operation.REGISTER, fleet, slug, null);
        var rename = victim.ask(Operation.RENAME, fleet, slug, null);
        rig.insist(Operation.DELETE, fleet, slug);
        trial.pause();
        victim.process().resume();
        check(trial, register, rename);
        trial.pause();
    }

    private static void check(Trial trial, CompletableFuture<Answer> register, CompletableFuture<Answer> rename) {
        if (!Waiting.until(PATIENCE, () -> register.isDone() && rename.isDone())) {
            trial.wrong("the owner that was asleep does not answer");
            return;
        }
        if (register.join().outcome() == Outcome.REFUSED) {
            trial.wrong("the owner that was asleep refused by an old state: " + register.join());
        }
        if (rename.join().outcome() == Outcome.ACCEPTED) {
            trial.wrong("the owner that was asleep saw nothing to change by an old state: " + rename.join());
        }
    }
}
