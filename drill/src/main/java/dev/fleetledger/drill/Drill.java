package dev.fleetledger.drill;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Breaks the command side on purpose. */
@Command(
        name = "drill",
        description = "Break the platform on purpose and check that nothing is lost.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class Drill implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often each fault is done. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long each part of a fault lasts. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--kills",
            defaultValue = "34",
            description = "How many processes JOBS kills each time. Default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(
            names = "--fault",
            converter = Faults.Choice.class,
            completionCandidates = Faults.Choice.class,
            description = "Only this one, with one broker. One of: ${COMPLETION-CANDIDATES}")
    private @Nullable Fault only;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Drill()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        var folder = Files.createTempDirectory("fleet-drill-");
        say("The processes' logs are in " + folder);
        if (only != null) {
            return report(run(folder, 1, List.of(only)));
        }
        var alone = run(Files.createDirectory(folder.resolve("one")), 1, Faults.ALL);
        var replicated = run(
                Files.createDirectory(folder.resolve("three")),
                3,
                Faults.ALL.stream().filter(Fault::alsoReplicated).toList());
        return report(alone && replicated);
    }

    private int report(boolean good) {
        say(
                good
                        ? "Nothing was lost, doubled or reordered, and all was served within its bounds."
                        : "SOMETHING WENT WRONG; see above.");
        return good ? 0 : 1;
    }

    private boolean run(Path folder, int brokers, List<Fault> faults) {
        say("Starting " + brokers + (brokers == 1 ? " broker" : " brokers") + " and two instances");
        var good = true;
        try (var rig = Rig.start(folder, brokers, 2)) {
            for (var round = 1; round <= rounds; round++) {
                for (var fault : faults) {
                    say("Round " + round + ": " + fault.meaning());
                    var result = fault.run(rig, new Extent(Duration.ofSeconds(seconds), kills));
                    say("  " + result.summary());
                    result.wrong().forEach(sentence -> say("  WRONG: " + sentence));
                    good &= result.wrong().isEmpty();
                }
            }
        }
        return good;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
