package dev.fleetledger.bench;

import ch.qos.logback.classic.Level;
import io.dropwizard.logging.common.BootstrapLogging;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures the platform beside its alternatives. */
@Command(
        name = "bench",
        description = "Measure the platform beside its alternatives.",
        mixinStandardHelpOptions = true,
        subcommands = {CommandsBench.class, IngestBench.class, HistoryBench.class, ReadsBench.class})
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        BootstrapLogging.bootstrap(Level.WARN);
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
