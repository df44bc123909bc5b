package dev.fleetledger.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code fleet up --no-agent} as a process of its own, from this class path. */
final class UpProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration ENDING = Duration.ofSeconds(20);
    private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");

    /** What a build in the background starts ignores interrupts, and so would the platform. */
    private static final List<String> INTERRUPTIBLE =
            System.getProperty("os.name").startsWith("Linux") ? List.of("env", "--default-signal=INT") : List.of();

    private final Process process;
    private final Path out;
    private final Path err;

    private UpProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it.
     *
     * @param folder where its output goes
     * @param name of this one's output
     */
    static UpProcess start(Path folder, String name, String... args) throws IOException {
        var command = new ArrayList<>(INTERRUPTIBLE);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.jboss.logging.provider=slf4j",
                "-cp",
                System.getProperty("java.class.path"),
                FleetCommand.class.getName(),
                "up",
                "--no-agent"));
        command.addAll(List.of(args));
        var out = folder.resolve(name + ".out");
        var err = folder.resolve(name + ".err");
        var process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new UpProcess(process, out, err);
    }

    /** Where it answers, once it is ready. */
    URI awaitReady() throws IOException {
        await().atMost(LIMIT)
                .until(() -> !process.isAlive() || READY.matcher(output()).find());
        var ready = READY.matcher(output());
        assertThat(ready.find()).as(output() + errors()).isTrue();
        return URI.create(ready.group(1));
    }

    /** Sends it a signal, such as {@code TERM}. */
    void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    }

    /** Its exit code, once it has ended. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("ended")
                .isTrue();
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(out);
    }

    String errors() throws IOException {
        return Files.readString(err);
    }

    /** Ends it if it still runs, and with it the database that a kill alone would leave behind. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ENDING.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
