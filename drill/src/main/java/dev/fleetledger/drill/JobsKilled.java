package dev.fleetledger.drill;

import dev.fleetledger.drill.Instance.JobCount;
import dev.fleetledger.drill.Message.Operation;
import dev.fleetledger.drill.ProviderWire.Report;
import dev.fleetledger.schemas.FleetId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Owners, and at times the whole platform, are killed at random moments while jobs of all kinds go on at a provider that
 * counts each call in a process of its own; now and then an owner is frozen until another has taken over, and wakes again.
 * On brokers and instances of its own.
 */
final class JobsKilled implements Fault {
    private static final String FLEET = FleetId.DEFAULT.value();
    private static final int JOBS_FOR_A_KILL = 2;
    private static final int LEAST_JOBS = 20;
    private static final int JOBS_OF_A_SERVER = 4;
    private static final int ASKED_FOR_A_CANCELLATION = 12;
    private static final int KILLS_FOR_A_FREEZE = 20;
    private static final int KILLS_FOR_ALL = 5;
    private static final int LONGEST_MOMENT = 1500;
    /** Longer than a claim of which nobody tells is left alone. */
    private static final Duration FREEZE = Duration.ofSeconds(40);

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofMinutes(6);
    /** Longer than anything takes at the provider. */
    private static final Duration PROVIDER_END = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "JOBS";
    }

    @Override
    public String meaning() {
        return "SIGKILL of the owner, or of all, and SIGSTOP of the owner, at random moments of jobs whose provider counts";
    }

    @Override
    public Result run(Rig unused, Extent extent) {
        var since = System.nanoTime();
        try {
            var folder = Files.createTempDirectory("fleet-drill-jobs-");
            var said = new LinkedBlockingQueue<String>();
            try (var provider = new ChildProcess(
                    ProviderNode.class, List.of(), "128m", folder.resolve("provider.log"), said::add, () -> {})) {
                var at = URI.create("http://127.0.0.1:" + port(provider, said));
                try (var rig = Rig.start(folder, 1, 2, at)) {
                    var trial = new Running(rig, extent.kills());
                    trial.run();
                    return trial.result(new RemoteProvider(at).report(), Duration.ofNanos(System.nanoTime() - since));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int port(ChildProcess provider, LinkedBlockingQueue<String> said) throws InterruptedException {
        var line = said.poll(START.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw new IllegalStateException(
                    "the provider's process " + (provider.alive() ? "said nothing" : "ended; see its log"));
        }
        return Integer.parseInt(line);
    }

    /** The fault being done. */
    private static final class Running {
        private final Rig rig;
        private final int kills;
        private final long jobs;
        private final List<String> wrong = new ArrayList<>();
        private int owners;
        private int all;
        private int freezes;

        Running(Rig rig, int kills) {
            this.rig = rig;
            this.kills = kills;
            jobs = Math.max(LEAST_JOBS, (long) JOBS_FOR_A_KILL * kills);
        }

        void run() {
            for (var server = 1L; server <= jobs / JOBS_OF_A_SERVER; server++) {
                rig.insist(Operation.REGISTER, FLEET, "server-" + server);
            }
            for (var kill = 1; kill <= kills; kill++) {
                ask(JOBS_FOR_A_KILL);
                atSomeMoment();
                kill(kill);
                if (kill % KILLS_FOR_A_FREEZE == 0 || kill == kills) {
                    freeze();
                }
            }
            var last = new JobCount[] {new JobCount(0, 0)};
            var ended = Waiting.until(END, () -> {
                last[0] = count();
                if (last[0].asked() < jobs) {
                    ask(1);
                }
                return last[0].asked() >= jobs && last[0].live() == 0;
            });
            if (!ended) {
                wrong.add("after " + END.toMinutes() + " minutes of calm " + last[0].live() + " of " + last[0].asked()
                        + " jobs had not ended");
            }
            Waiting.pause(PROVIDER_END);
        }

        /** For jobs; now and then one is stopped, too. */
        private void ask(int times) {
            for (var i = 0; i < times; i++) {
                rig.insist(Operation.JOB, FLEET, "");
                if (ThreadLocalRandom.current().nextInt(ASKED_FOR_A_CANCELLATION) == 0) {
                    rig.insist(Operation.CANCEL, FLEET, "");
                }
            }
        }

        private static void atSomeMoment() {
            Waiting.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_MOMENT)));
        }

        private void kill(int number) {
            if (number % KILLS_FOR_ALL == 0) {
                all++;
                rig.brokers().broker(0).kill();
                rig.instances().forEach(this::kill);
                rig.brokers().restart(0);
                rig.launch();
            } else {
                owners++;
                kill(rig.ownerOf(FLEET));
            }
            rig.launch();
        }

        private void kill(Instance victim) {
            victim.process().kill();
            rig.forget(victim);
        }

        /** Until the next owner has asked what came of its claims, and begun anew what may be; then it wakes. */
        private void freeze() {
            freezes++;
            var victim = rig.ownerOf(FLEET);
            ask(4 * JOBS_FOR_A_KILL);
            atSomeMoment();
            victim.process().pause();
            var others = rig.ownerOf(FLEET);
            if (others.equals(victim)) {
                wrong.add("nobody took over from the owner that was frozen");
            }
            ask(JOBS_FOR_A_KILL);
            Waiting.pause(FREEZE);
            victim.process().resume();
        }

        private JobCount count() {
            return rig.ownerOf(FLEET).jobs(FLEET).orElse(new JobCount(0, 0));
        }

        Result result(Report report, Duration lasted) {
            var check = JobsCheck.of(rig.kafka(), report);
            wrong.addAll(check.wrong());
            wrong.addAll(Check.run(rig, new Acknowledged()));
            return new Result(
                    wrong,
                    owners + " owners killed, " + all + " times all, " + freezes + " owners frozen; " + check.summary()
                            + "; " + lasted.toSeconds() + " s in all");
        }
    }
}
