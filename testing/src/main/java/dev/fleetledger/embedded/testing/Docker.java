package dev.fleetledger.embedded.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Whether tests run their servers in containers. */
final class Docker {
    private static final boolean CHOSEN = choose(Objects.requireNonNullElse(System.getenv("FLEET_TEST_SERVERS"), ""));

    private Docker() {}

    static boolean chosen() {
        return CHOSEN;
    }

    private static boolean choose(String wish) {
        return switch (wish) {
            case "docker" -> true;
            case "embedded" -> false;
            case "" -> mayAnswer() && DockerClientFactory.instance().isDockerAvailable();
            default -> throw new IllegalArgumentException("FLEET_TEST_SERVERS is docker or embedded, not " + wish);
        };
    }

    /** Testcontainers tries every way it knows, and logs each failure at length: not where there is nothing to try. */
    private static boolean mayAnswer() {
        var home = System.getProperty("user.home", "");
        var runtime = Objects.requireNonNullElse(System.getenv("XDG_RUNTIME_DIR"), "/run/user");
        return System.getenv("DOCKER_HOST") != null
                || Stream.of(
                                Path.of("/var/run/docker.sock"),
                                Path.of(runtime, "docker.sock"),
                                Path.of(home, ".docker", "run", "docker.sock"),
                                Path.of(home, ".testcontainers.properties"))
                        .anyMatch(Files::exists);
    }
}
