package dev.fleetledger.standalone.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.dropwizard.logging.common.BootstrapLogging;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line's root: the options that all commands share, and the list of the commands. Exit codes: 0 done, 1 failed, 2
 * used wrongly.
 */
@Command(
        name = "fleet",
        description = "Runs and looks after a Fleet Ledger platform.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        subcommands = {
            UpCommand.class,
            AuditCommand.class,
            KeyCommand.class,
            ProjectionCommand.class,
            BackupCommand.class,
            RestoreCommand.class
        })
public final class FleetCommand {
    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            defaultValue = "${env:FLEET_DATA:-.fleet}",
            description = "Where the platform keeps its data. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".fleet");

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an unexpected failure.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "Explain the command.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    public static void main(String[] args) {
        // What libraries make for machines to read, such as the names of files, is the same everywhere.
        Locale.setDefault(Locale.ROOT);
        // Until a command sets up logging of its own.
        BootstrapLogging.bootstrap(Level.WARN);
        // It warns of what is normal while an embedded broker starts and stops.
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
        System.exit(commandLine().execute(args));
    }

    /** The parser with all commands and the rendering of their failures. */
    public static CommandLine commandLine() {
        return commandLine(System.getenv());
    }

    static CommandLine commandLine(Map<String, String> environment) {
        var fleet = new FleetCommand();
        return new CommandLine(fleet, new Commands(environment))
                .setExecutionExceptionHandler((failure, command, parsed) -> Failures.report(failure, command, fleet))
                .setParameterExceptionHandler((wrong, args) -> Failures.usage(wrong));
    }

    /** The folder with the platform's data, absolute. */
    public Path data() {
        return data.toAbsolutePath().normalize();
    }

    /** Whether the trace of an unexpected failure is wanted. */
    public boolean verbose() {
        return verbose;
    }

    private record Commands(Map<String, String> environment) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == KeyCommand.class
                    ? type.cast(new KeyCommand(environment))
                    : CommandLine.defaultFactory().create(type);
        }
    }
}
