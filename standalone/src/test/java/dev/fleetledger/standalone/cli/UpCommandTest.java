package dev.fleetledger.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.standalone.Logs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform as its own process, told to stop as a terminal or a service manager does. */
class UpCommandTest {
    private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");

    /** What a build in the background starts ignores interrupts, and so would the platform. */
    private static final List<String> INTERRUPTIBLE =
            System.getProperty("os.name").startsWith("Linux") ? List.of("env", "--default-signal=INT") : List.of();

    @TempDir
    private Path temp;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void servesUntilItIsToldToStop() throws Exception {
        var data = temp.resolve("data");
        for (var signal : List.of("INT", "TERM")) {
            var platform = up(signal, "--port", "0", "--data", data.toString());
            var uri = awaitReady(signal, platform);
            assertThat(status(uri.resolve("/api/health/live"))).isEqualTo(200);

            var second = up("second", "--port", "0", "--data", data.toString());
            assertThat(exitCode(second)).isEqualTo(1);
            assertThat(output("second.err")).contains("fleet: Another platform").doesNotContain("\tat ");

            new ProcessBuilder("kill", "-" + signal, Long.toString(platform.pid())).start();

            assertThat(exitCode(platform)).as(signal).isZero();
            assertThat(output(signal)).endsWith("Stopping\nStopped\n");
        }
        assertThat(Logs.file(data)).content().contains("API stopped", "PostgreSQL stopped", "Kafka stopped");
    }

    @Test
    void namesABusyPortBeforeAnythingStarts() throws Exception {
        var data = temp.resolve("data");
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(busy.getLocalPort());

            assertThat(exitCode(up("busy", "--port", port, "--data", data.toString())))
                    .isEqualTo(1);
            assertThat(exitCode(up("admin", "--port", "0", "--admin-port", port, "--data", data.toString())))
                    .isEqualTo(1);

            assertThat(output("busy.err"))
                    .contains("fleet: Port " + port + " is in use")
                    .doesNotContain("\tat ");
            assertThat(output("admin.err")).contains("fleet: Port " + port + " is in use");
            assertThat(data).doesNotExist();
        }
    }

    private Process up(String name, String... args) throws IOException {
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
        var process = new ProcessBuilder(command)
                .redirectError(file(name + ".err").toFile())
                .redirectOutput(file(name).toFile())
                .start();
        processes.add(process);
        return process;
    }

    private URI awaitReady(String name, Process process) throws IOException {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> !process.isAlive() || READY.matcher(output(name)).find());
        var ready = READY.matcher(output(name));
        assertThat(ready.find()).as(output(name)).isTrue();
        return URI.create(ready.group(1));
    }

    private static int status(URI uri) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ended").isTrue();
        return process.exitValue();
    }

    private Path file(String name) {
        return temp.resolve(name + ".out");
    }

    private String output(String name) throws IOException {
        return Files.readString(file(name));
    }
}
