package dev.fleetledger.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the repository's root, as far as it needs neither Java nor a build. */
class LauncherTest {
    private static final Path SCRIPT = script();
    private static final Pattern LINE = Pattern.compile(" {2}(\\w+) +(\\S.*)");

    @TempDir
    private Path elsewhere;

    private record Result(int code, String out, String err) {}

    @Test
    void explainsEachCommandInALine() throws Exception {
        var help = run(SCRIPT, elsewhere, "help");

        assertThat(help.code()).isZero();
        assertThat(explained(help.out()))
                .containsKeys(
                        "up",
                        "test",
                        "key",
                        "audit",
                        "projection",
                        "bench",
                        "drill",
                        "backup",
                        "restore",
                        "agent",
                        "help",
                        "version");
        assertThat(run(SCRIPT, elsewhere)).isEqualTo(help);
    }

    @Test
    void explainsAsTheProgramItselfDoes() throws Exception {
        var explained = explained(run(SCRIPT, elsewhere, "help").out());

        FleetCommand.commandLine().getSubcommands().forEach((name, command) -> {
            var description =
                    String.join(" ", command.getCommandSpec().usageMessage().description());
            assertThat(explained.get(name)).as(name).isEqualTo(description);
        });
    }

    @Test
    void hintsAtTheHelpForAnUnknownCommand() throws Exception {
        for (var unknown : List.of("nonsense", ".*", "up|", "-x")) {
            var result = run(SCRIPT, elsewhere, unknown);

            assertThat(result.code()).as(unknown).isEqualTo(2);
            assertThat(result.err())
                    .isEqualTo("fleet: there is no command '" + unknown + "'; 'fleet help' lists them.\n");
        }
    }

    @Test
    void findsItsFilesThroughSymbolicLinks() throws Exception {
        var folder = Files.createDirectory(elsewhere.resolve("a folder"));
        var direct = Files.createSymbolicLink(folder.resolve("direct"), SCRIPT);
        var relative = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("a folder", "direct"));

        var version = run(SCRIPT, SCRIPT.resolveSibling("."), "version");

        assertThat(version.out()).matches("Fleet Ledger \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(run(direct, elsewhere, "version")).isEqualTo(version);
        assertThat(run(relative, folder, "version")).isEqualTo(version);
    }

    private static Result run(Path script, Path directory, String... args) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        var out = Files.createTempFile("fleet", ".out");
        var err = Files.createTempFile("fleet", ".err");
        try {
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static Map<String, String> explained(String help) {
        var lines = new TreeMap<String, String>();
        help.lines().forEach(line -> {
            var match = LINE.matcher(line);
            if (match.matches()) {
                lines.put(match.group(1), match.group(2));
            }
        });
        return lines;
    }

    private static Path script() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("fleet"))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
    }
}
