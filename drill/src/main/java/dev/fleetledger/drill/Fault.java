package dev.fleetledger.drill;

import dev.fleetledger.drill.Message.Operation;
import dev.fleetledger.drill.Message.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What can go wrong. Each is done under load. */
enum Fault {
    OWNER_KILLED("SIGKILL of an owner, then another in its place") {
        @Override
        List<String> inject(Rig rig, Duration hold) {
            var victim = rig.ownerOf(Rig.fleets().getFirst());
            victim.process().kill();
            rig.forget(victim);
            Waiting.pause(hold);
            rig.launch();
            Waiting.pause(hold);
            return List.of();
        }
    },

    OWNER_ASLEEP("SIGSTOP of an owner for longer than its session, then SIGCONT") {
        @Override
        List<String> inject(Rig rig, Duration hold) {
            var fleet = Rig.fleets().getFirst();
            var slug = "asleep-" + UUID.randomUUID().toString().substring(0, 8);
            rig.ask(Operation.REGISTER, fleet, slug, null, () -> Long.MAX_VALUE);
            var victim = rig.ownerOf(fleet);
            victim.process().pause();
            // What it will read first when it wakes: by its old state, the one is refused and the other changes
            // nothing.
            var register = victim.ask(Operation.REGISTER, fleet, slug, null);
            var rename = victim.ask(Operation.RENAME, fleet, slug, null);
            rig.ask(Operation.DELETE, fleet, slug, null, () -> Long.MAX_VALUE);
            Waiting.pause(hold);
            victim.process().resume();

            var wrong = new ArrayList<String>();
            if (!Waiting.until(Duration.ofSeconds(30), () -> register.isDone() && rename.isDone())) {
                wrong.add("the owner that was asleep does not answer");
            } else {
                if (register.join().outcome() == Outcome.REFUSED) {
                    wrong.add("the owner that was asleep refused by an old state: " + register.join());
                }
                if (rename.join().outcome() == Outcome.ACCEPTED) {
                    wrong.add("the owner that was asleep saw nothing to change by an old state: " + rename.join());
                }
            }
            Waiting.pause(hold);
            return wrong;
        }
    },

    BROKER_KILLED("SIGKILL of a broker, then its restart") {
        @Override
        List<String> inject(Rig rig, Duration hold) {
            rig.brokers().broker(0).kill();
            Waiting.pause(hold);
            rig.brokers().restart(0);
            Waiting.pause(hold.multipliedBy(2));
            return List.of();
        }
    },

    BROKER_ASLEEP("SIGSTOP of a broker until commits under way have timed out, then SIGCONT") {
        @Override
        List<String> inject(Rig rig, Duration hold) {
            var broker = rig.brokers().broker(0);
            broker.pause();
            Waiting.pause(Instance.BROKER_TIMEOUT.plus(hold.dividedBy(2)));
            broker.resume();
            Waiting.pause(hold);
            return List.of();
        }
    },

    REBALANCE("another instance joins, then leaves again") {
        @Override
        List<String> inject(Rig rig, Duration hold) {
            var another = rig.launch();
            Waiting.pause(hold.multipliedBy(2));
            another.process().terminate();
            rig.forget(another);
            Waiting.pause(hold);
            return List.of();
        }
    };

    private final String meaning;

    Fault(String meaning) {
        this.meaning = meaning;
    }

    /** For people. */
    String meaning() {
        return meaning;
    }

    /** Does it, and undoes it; returns what is wrong already. */
    abstract List<String> inject(Rig rig, Duration hold);

    /**
     * Does it under load and checks everything.
     *
     * @param hold how long each part of it lasts
     */
    Result run(Rig rig, Duration hold) {
        var begin = System.nanoTime();
        var acknowledged = new Acknowledged();
        var load = Load.start(rig, acknowledged);
        var wrong = new ArrayList<String>();
        try {
            Waiting.pause(hold);
            wrong.addAll(inject(rig, hold));
        } finally {
            load.stop();
        }
        wrong.addAll(Check.run(rig, acknowledged));
        var seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        return new Result(this, wrong, acknowledged.summary() + "; " + seconds + " s in all");
    }

    /**
     * How it went.
     *
     * @param wrong what should not be, one sentence each
     * @param summary of the load
     */
    record Result(Fault fault, List<String> wrong, String summary) {
        Result {
            wrong = List.copyOf(wrong);
        }
    }
}
