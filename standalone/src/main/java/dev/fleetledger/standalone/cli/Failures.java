package dev.fleetledger.standalone.cli;

import com.google.common.base.Throwables;
import dev.fleetledger.embedded.PlatformFailure;
import dev.fleetledger.kit.kafka.KafkaSetupException;
import dev.fleetledger.standalone.Logs;
import dev.fleetledger.tools.audit.AuditException;
import java.nio.file.Files;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** What a person at the terminal sees of a failure: one sentence, and where to find more. */
final class Failures {
    private Failures() {}

    /** A command failed. */
    static int report(Exception failure, CommandLine command, FleetCommand fleet) {
        var err = command.getErr();
        if (isSentence(failure)) {
            err.println("fleet: " + failure.getMessage());
        } else {
            // Not a warning: those show on the terminal too, with their trace.
            LoggerFactory.getLogger(Failures.class).info("{} failed", command.getCommandName(), failure);
            err.println("fleet: unexpected failure: " + cause(failure) + "; " + more(fleet));
        }
        if (fleet.verbose()) {
            failure.printStackTrace(err);
        }
        return ExitCode.SOFTWARE;
    }

    /** Failures whose message says all there is to say. */
    private static boolean isSentence(Exception failure) {
        return failure instanceof PlatformFailure
                || failure instanceof KafkaSetupException
                || failure instanceof AuditException;
    }

    /** The command line could not be understood. */
    static int usage(ParameterException wrong) {
        var command = wrong.getCommandLine();
        command.getErr().println("fleet: " + wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            command.getErr().println("'" + command.getCommandSpec().qualifiedName() + " --help' explains the command.");
        }
        return ExitCode.USAGE;
    }

    private static String cause(Throwable failure) {
        var cause = Throwables.getRootCause(failure);
        var message = cause.getMessage();
        return cause.getClass().getSimpleName()
                + (message == null ? "" : ": " + message.lines().findFirst().orElse(""));
    }

    private static String more(FleetCommand fleet) {
        var log = Logs.file(fleet.data());
        return Files.exists(log) ? "details in " + log : "--verbose shows the details";
    }
}
