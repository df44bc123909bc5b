package dev.fleetledger.agent;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The agent's command line. */
@Command(
        name = "fleet-agent",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionOfBuild.class,
        description = "Reports this server to a Fleet Ledger platform until it is stopped.",
        footerHeading = "%nSettings, from the environment, else as NAME=value lines from the file:%n",
        footer = {
            "  FLEET_URL               address of the platform",
            "  FLEET_API_KEY           key that may report this server",
            "  FLEET_CREDENTIALS       a platform's credentials.json, for the two above",
            "  FLEET_SERVER_ID         the server's id; by default that of this hostname",
            "  FLEET_INTERVAL_SECONDS  between heartbeats, 1 to 3600; by default 30",
            "  FLEET_BUFFER_SIZE       how many wait at most, 1 to 10000; by default 1440",
            "  FLEET_SPOOL             folder where they wait; by default in memory"
        })
public final class Main implements Callable<Integer> {
    private final Map<String, String> environment;

    @Option(names = "--config", paramLabel = "FILE", description = "A file of NAME=value lines.")
    private @Nullable Path file;

    @Option(names = "--once", description = "Print what would be sent, measured over one second, and exit.")
    private boolean once;

    @Spec
    private @Nullable CommandSpec spec;

    private Main(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        // What libraries make for machines to read, such as the names of files, is the same everywhere.
        Locale.setDefault(Locale.ROOT);
        var out = new PrintWriter(System.out, true, System.out.charset());
        var err = new PrintWriter(System.err, true, System.err.charset());
        System.exit(run(args, System.getenv(), out, err));
    }

    /** Runs until it is done; returns the exit code: 0, or 2 for what the user has to mend. */
    static int run(String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main(environment))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof ConfigException) {
                        command.getErr().println(failure.getMessage());
                        return CommandLine.ExitCode.USAGE;
                    }
                    throw failure;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = Settings.read(file, environment);
        if (once) {
            print(settings.configWithoutPlatform());
        } else {
            runUntilStopped(settings.config());
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(AgentConfig config) throws InterruptedException {
        var sampler = new OshiSampler(config, Clock.systemUTC());
        // The first one only opens the second that the CPU percent is over.
        sampler.sample();
        Thread.sleep(1_000);
        Objects.requireNonNull(spec).commandLine().getOut().println(Json.pretty(sampler.sample()));
    }

    private static void runUntilStopped(AgentConfig config) throws InterruptedException {
        var agent = new Agent(config);
        Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "fleet-agent-stop"));
        agent.start();
        new CountDownLatch(1).await();
    }

    /** For --version. */
    static final class VersionOfBuild implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"fleet-agent " + Version.CURRENT};
        }
    }
}
