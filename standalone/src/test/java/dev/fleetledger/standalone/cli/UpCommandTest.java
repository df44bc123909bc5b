package dev.fleetledger.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.standalone.Logs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform as its own process, told to stop as a terminal or a service manager does. */
class UpCommandTest {
    @TempDir
    private Path temp;

    private final List<UpProcess> processes = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        processes.forEach(UpProcess::close);
    }

    @Test
    void servesUntilItIsToldToStop() throws Exception {
        var data = temp.resolve("data");
        for (var signal : List.of("INT", "TERM")) {
            var platform = up(signal, "--port", "0", "--data", data.toString());
            var uri = platform.awaitReady();
            assertThat(status(uri.resolve("/api/health/live"))).isEqualTo(200);

            var second = up("second", "--port", "0", "--data", data.toString());
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.errors()).contains("fleet: Another platform").doesNotContain("\tat ");

            platform.signal(signal);

            assertThat(platform.exitCode()).as(signal).isZero();
            assertThat(platform.output()).endsWith("Stopping\nStopped\n");
        }
        assertThat(Logs.file(data)).content().contains("API stopped", "PostgreSQL stopped", "Kafka stopped");
    }

    @Test
    void namesABusyPortBeforeAnythingStarts() throws Exception {
        var data = temp.resolve("data");
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(busy.getLocalPort());

            var busyPort = up("busy", "--port", port, "--data", data.toString());
            var busyAdmin = up("admin", "--port", "0", "--admin-port", port, "--data", data.toString());
            assertThat(busyPort.exitCode()).isEqualTo(1);
            assertThat(busyAdmin.exitCode()).isEqualTo(1);

            assertThat(busyPort.errors())
                    .contains("fleet: Port " + port + " is in use")
                    .doesNotContain("\tat ");
            assertThat(busyAdmin.errors()).contains("fleet: Port " + port + " is in use");
            assertThat(data).doesNotExist();
        }
    }

    private UpProcess up(String name, String... args) throws IOException {
        var process = UpProcess.start(temp, name, args);
        processes.add(process);
        return process;
    }

    private static int status(URI uri) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
