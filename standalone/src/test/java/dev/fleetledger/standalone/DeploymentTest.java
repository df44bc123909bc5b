package dev.fleetledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the services can be told is told to them by every way of running them. */
class DeploymentTest {
    /** What a container settles for itself, or is given as a file. */
    private static final Set<String> CONTAINERS_OWN = Set.of(
            "FLEET_BIND",
            "FLEET_PORT",
            "FLEET_ADMIN_PORT",
            "FLEET_DATA",
            // Kafka has its disk elsewhere.
            "FLEET_DISK_RESERVE",
            "FLEET_KEYSET",
            "FLEET_POSTGRES_USER",
            "FLEET_POSTGRES_PASSWORD");

    @Test
    void composePassesEverySettingOn() throws IOException {
        var compose = read("docker-compose.yml");
        var expected = settings("service-kit/src/main/resources/service.yml");
        expected.removeAll(CONTAINERS_OWN);
        assertThat(expected)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(compose).containsPattern("(?m)^ +" + name + ":"));
    }

    private static Set<String> settings(String file) throws IOException {
        var names = new TreeSet<String>();
        Pattern.compile("\\$\\{(FLEET_\\w+)").matcher(read(file)).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of("..").resolve(file));
    }
}
