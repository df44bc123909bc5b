package dev.fleetledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.embedded.EmbeddedPostgresql;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.StrictYaml;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the README lets one set arrives, in one process and in the services by themselves. */
class VariablesTest {
    private static final String FILE = "service.yml";

    /** Values of those that have no default to make another value of. */
    private static final Map<String, String> VALUES = Map.of(
            "FLEET_KEYSET_FILE", "/a/keyset file.json",
            "FLEET_KEYSET", "{\"sealing\": \"C:\\\\ # ${HOME}\"}",
            "FLEET_POSTGRES_PASSWORD", "pass \"word\"",
            "FLEET_KAFKA_CLIENT_PROPERTIES", "/a/client.properties",
            "FLEET_TRUSTED_PROXIES", "10.9.8.0/24",
            "FLEET_OUTBOUND_NETWORKS", "10.7.6.0/24",
            "FLEET_LOG_FORMAT", "json",
            "FLEET_LOG_LEVEL", "WARN",
            "FLEET_COMMAND_SERVICE_URL", "http://command.example:8080",
            "FLEET_PUBLIC_URL", "https://fleet.example");

    /** The tests' own. */
    private static final String OF_TESTS = "FLEET_TEST_SERVERS";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(FLEET_\\w+):-([^}]*)}");

    private final Bootstrap<FleetConfiguration> bootstrap = new Bootstrap<>(new PlatformApplication());
    private final Map<String, Boolean> documented = documented();
    private final Map<String, String> defaults = VARIABLE.matcher(resource(FILE))
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));

    @Test
    @DisplayName("The services take the variables of the README's table and no others")
    void theTableIsWhole() {
        var documented = new TreeSet<>(this.documented.keySet());
        documented.remove(OF_TESTS);
        assertThat(documented).hasSizeGreaterThan(30).isEqualTo(new TreeSet<>(defaults.keySet()));
        assertThat(defaults).containsKeys(names(resource("appenders.yml")));
    }

    @Test
    @DisplayName("Each variable changes one setting of a service, and none changes another's")
    void theyArriveInTheServices() throws Exception {
        var paths = new TreeMap<String, String>();
        var usual = service(Map.of());
        for (var name : defaults.keySet()) {
            arrives(name, usual, service(Map.of(name, value(name))), paths);
        }
        assertThat(paths).hasSameSizeAs(defaults);
    }

    @Test
    @DisplayName("So it does in one process, unless the README says by a star that the platform sets it itself")
    void theyArriveInOneProcess() throws Exception {
        var paths = new TreeMap<String, String>();
        var usual = platform(Map.of());
        for (var name : defaults.keySet()) {
            var changed = platform(Map.of(name, value(name)));
            if (documented.getOrDefault(name, false)) {
                assertThat(changed).as(name).isEqualTo(usual);
            } else {
                arrives(name, usual, changed, paths);
            }
        }
        assertThat(paths).hasSizeGreaterThan(30);
    }

    @Test
    @DisplayName("Nothing of a service is open to other machines by default, its admin port neither")
    void loopback() throws Exception {
        for (var settings : List.of(service(Map.of()), platform(Map.of()))) {
            assertThat(settings)
                    .containsEntry("/server/applicationConnectors/0/bindHost", "127.0.0.1")
                    .containsEntry("/server/adminConnectors/0/bindHost", "127.0.0.1");
        }
    }

    private void arrives(
            String name, Map<String, String> before, Map<String, String> after, Map<String, String> paths) {
        var differing = new TreeSet<>(before.keySet());
        differing.addAll(after.keySet());
        differing.removeIf(path -> Optional.ofNullable(before.get(path)).equals(Optional.ofNullable(after.get(path))));
        assertThat(differing).as(name + " changes").hasSize(1);
        var path = differing.first();
        assertThat(paths.put(path, name))
                .as("what sets " + path + " beside " + name)
                .isNull();
        assertThat(after.getOrDefault(path, "").replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT))
                .as(name)
                .contains(digits(value(name)));
    }

    /** Times and sizes have other units once they are read. */
    private static String digits(String value) {
        var plain = value.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        return plain.matches("\\d+[a-z]*") ? plain.replaceAll("\\D", "") : plain;
    }

    /** A valid one that is not the default. */
    private String value(String name) {
        var named = VALUES.get(name);
        if (named != null) {
            return named;
        }
        var usual = defaults.getOrDefault(name, "");
        if (usual.matches("\\d+\\D*")) {
            var number = Long.parseLong(usual.replaceAll("\\D", ""));
            return (number - 1) + usual.replaceAll("\\d", "");
        }
        return switch (usual) {
            case "true" -> "false";
            case "false" -> "true";
            case "127.0.0.1" -> "127.1.2.3";
            default -> usual.replaceAll("([a-z]+|\\d+)$", "77");
        };
    }

    private Map<String, String> service(Map<String, String> environment) throws Exception {
        return Settings.of(new StrictYaml<>(
                        FleetConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(StrictYaml.substituting(new ResourceConfigurationSourceProvider(), environment::get), FILE));
    }

    private Map<String, String> platform(Map<String, String> environment) throws Exception {
        var files = new ConfigurationFiles(bootstrap, environment);
        var database = new EmbeddedPostgresql.Access("jdbc:postgresql://127.0.0.1:1/any", "somebody", "secret");
        var own = Platform.variables(Path.of("/data"), "127.0.0.1:2", database, 3, 4);
        var all = Settings.of(files.services(own));
        // What it logs by is read apart.
        all.keySet().removeIf(path -> path.startsWith("/logging"));
        Settings.of(files.logging(Path.of("fleet.log"))).forEach((path, value) -> all.put("/logging" + path, value));
        return all;
    }

    /** The variables of the README's table, and whether {@code fleet up} settles each itself. */
    private static Map<String, Boolean> documented() {
        var found = new HashMap<String, Boolean>();
        Pattern.compile("`(FLEET_\\w+)`(\\*?)")
                .matcher(readme().lines()
                        .dropWhile(line -> !line.equals("## Configure"))
                        .takeWhile(line -> !line.startsWith("## Watch"))
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(1, line.indexOf('|', 1)))
                        .collect(Collectors.joining("\n")))
                .results()
                .forEach(name -> found.put(name.group(1), name.group(2).equals("*")));
        return found;
    }

    private static String[] names(String yaml) {
        return VARIABLE.matcher(yaml).results().map(found -> found.group(1)).toArray(String[]::new);
    }

    private static String readme() {
        try {
            return Files.readString(Path.of("..", "README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (var in = VariablesTest.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
