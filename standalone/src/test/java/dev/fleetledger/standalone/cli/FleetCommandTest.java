package dev.fleetledger.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.embedded.PlatformFailure;
import dev.fleetledger.standalone.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class FleetCommandTest {
    @TempDir
    private Path data;

    private final StringWriter err = new StringWriter();

    @Test
    void saysAnExpectedFailureInOneSentence() {
        var code = run(new PlatformFailure("Port 8080 is in use."), "fail");

        assertThat(code).isEqualTo(1);
        assertThat(err).hasToString("fleet: Port 8080 is in use.\n");
    }

    @Test
    void namesTheLogOfAnUnexpectedFailure() throws IOException {
        var log = Logs.file(data);
        Files.createDirectories(log.getParent());
        Files.createFile(log);

        var code = run(new IllegalStateException("outer", new IOException("torn\nand more")), "fail");

        assertThat(code).isEqualTo(1);
        assertThat(err).hasToString("fleet: unexpected failure: IOException: torn; details in " + log + "\n");
    }

    @Test
    void showsTheTraceOnlyWhenAsked() {
        run(new IllegalStateException("torn"), "fail");
        assertThat(err.toString()).contains("--verbose").doesNotContain("\tat ");

        run(new IllegalStateException("torn"), "fail", "--verbose");
        assertThat(err.toString()).contains("\tat ");
    }

    @Test
    void hintsAtTheHelpForAWrongOption() {
        assertThat(run(new IllegalStateException(), "up", "--port", "many")).isEqualTo(2);
        assertThat(err.toString()).contains("'--port'", "'many'", "'fleet up --help'");
    }

    @Test
    void refusesAPortOutOfRange() {
        assertThat(run(new IllegalStateException(), "up", "--port", "65536")).isEqualTo(2);
        assertThat(err.toString()).contains("--port must be from 0 to 65535, not 65536");
    }

    private int run(Exception failure, String... args) {
        var line = FleetCommand.commandLine();
        var handler = line.getExecutionExceptionHandler();
        line.addSubcommand(new Failing(failure))
                .setExecutionExceptionHandler(handler)
                .setErr(new PrintWriter(err, true));
        var withData = new String[args.length + 2];
        withData[0] = "--data";
        withData[1] = data.toString();
        System.arraycopy(args, 0, withData, 2, args.length);
        return line.execute(withData);
    }

    @Command(name = "fail")
    private record Failing(Exception failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
