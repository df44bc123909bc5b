package dev.fleetledger.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Map<String, String> MINIMUM =
            Map.of("FLEET_URL", "https://fleet.example.com/", "FLEET_API_KEY", "chatops_1.secret");

    @TempDir
    private Path temp;

    private static AgentConfig config(String name, String value) {
        var environment = new HashMap<>(MINIMUM);
        environment.put(name, value);
        return Settings.read(null, environment).config();
    }

    private Path file(String name, String permissions, String text) throws IOException {
        var file = temp.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    @Test
    void addressAndKeyAreEnough() {
        var config = Settings.read(null, MINIMUM).config();
        assertThat(config.baseUrl()).isEqualTo(URI.create("https://fleet.example.com"));
        assertThat(config.apiKey()).isEqualTo("chatops_1.secret");
        assertThat(config.serverId()).isEqualTo(Hostname.defaultServerId());
        assertThat(config.idFromHostname()).isTrue();
        assertThat(config.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.bufferSize()).isEqualTo(1440);
        assertThat(config.spool()).isNull();
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        var file = file("agent.properties", "rw-------", """
                # a comment
                FLEET_URL=https://file.example.com
                FLEET_API_KEY = from-file
                FLEET_SERVER_ID=web-1
                FLEET_INTERVAL_SECONDS=60
                FLEET_BUFFER_SIZE=10
                FLEET_SPOOL=/var/lib/fleet-agent
                """);
        var config = Settings.read(file, Map.of("FLEET_API_KEY", "from-environment", "FLEET_SERVER_ID", " "))
                .config();
        assertThat(config)
                .isEqualTo(new AgentConfig(
                        URI.create("https://file.example.com"),
                        "from-environment",
                        "web-1",
                        Duration.ofSeconds(60),
                        10,
                        Path.of("/var/lib/fleet-agent")));
    }

    @Test
    void aPlatformsCredentialsGiveAddressAndKeyUnlessTheyAreSet() throws IOException {
        var credentials = file("credentials.json", "rw-------", """
                {"base_url":"http://127.0.0.1:8080","admin_password":"hidden","agent_key":"chatops_2.agent"}
                """);
        var config = Settings.read(
                        null,
                        Map.of("FLEET_CREDENTIALS", credentials.toString(), "FLEET_URL", "https://other.example.com"))
                .config();
        assertThat(config.baseUrl()).isEqualTo(URI.create("https://other.example.com"));
        assertThat(config.apiKey()).isEqualTo("chatops_2.agent");
    }

    @ParameterizedTest
    @CsvSource({
        "FLEET_URL, fleet.example.com",
        "FLEET_URL, ftp://fleet.example.com",
        "FLEET_URL, http://",
        "FLEET_URL, http://a b",
        "FLEET_URL, http://user:pass@fleet.example.com",
        "FLEET_URL, http://fleet.example.com/?x=1",
        "FLEET_URL, http://fleet.example.com:99999",
        "FLEET_API_KEY, two words",
        "FLEET_API_KEY, schlüssel",
        "FLEET_SERVER_ID, not a slug",
        "FLEET_SERVER_ID, -a",
        "FLEET_INTERVAL_SECONDS, 0",
        "FLEET_INTERVAL_SECONDS, 3601",
        "FLEET_INTERVAL_SECONDS, often",
        "FLEET_INTERVAL_SECONDS, 99999999999",
        "FLEET_BUFFER_SIZE, 0",
        "FLEET_BUFFER_SIZE, 10001",
        "FLEET_BUFFER_SIZE, 1.5",
        "FLEET_CREDENTIALS, /not/there",
    })
    void aBadValueIsOneSentenceThatNamesItsVariable(String name, String value) {
        var environment = new HashMap<>(MINIMUM);
        if (name.equals("FLEET_CREDENTIALS")) {
            environment.remove("FLEET_API_KEY");
        }
        environment.put(name, value);
        assertThatThrownBy(() -> Settings.read(null, environment).config())
                .isInstanceOf(ConfigException.class)
                .message()
                .startsWith(name)
                .endsWith(".")
                .hasLineCount(1);
    }

    @Test
    void aBadKeyIsNotRepeated() {
        assertThatThrownBy(() -> config("FLEET_API_KEY", "my secret")).message().doesNotContain("my secret");
        assertThat(Settings.read(null, MINIMUM).config().toString()).doesNotContain("secret");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Settings.read(null, Map.of()).config()).hasMessageStartingWith("FLEET_URL is missing");
        assertThatThrownBy(() -> Settings.read(null, Map.of("FLEET_URL", "http://localhost"))
                        .config())
                .hasMessageStartingWith("FLEET_API_KEY is missing");
    }

    @Test
    void aMisspeltNameInTheFileIsSaid() throws IOException {
        var file = file("agent.properties", "rw-------", "FLEET_INTERVALL_SECONDS=10\n");
        assertThatThrownBy(() -> Settings.read(file, MINIMUM))
                .hasMessage("--config: " + file + " has the unknown setting FLEET_INTERVALL_SECONDS.");
    }

    @Test
    void brokenFilesAreSaidWithoutTheirContents() throws IOException {
        var credentials = file("credentials.json", "rw-------", "{\"agent_key\": \"hidden");
        assertThatThrownBy(() -> Settings.read(null, Map.of("FLEET_CREDENTIALS", credentials.toString())))
                .hasMessage("FLEET_CREDENTIALS: " + credentials + " is not JSON.");
        var missing = temp.resolve("missing");
        assertThatThrownBy(() -> Settings.read(missing, MINIMUM))
                .hasMessageStartingWith("--config: " + missing + " cannot be read");
        var large = file("large", "rw-------", "#".repeat(70_000));
        assertThatThrownBy(() -> Settings.read(large, MINIMUM)).hasMessageContaining("is larger than 65536 bytes");
    }

    @ParameterizedTest
    @CsvSource({"rw-r--r--, true", "rw-r-----, false", "rw-------, false"})
    void aFileWithTheKeyThatOthersCanReadIsWarnedOf(String permissions, boolean warned) throws IOException {
        var file = file("agent.properties", permissions, "FLEET_API_KEY=chatops_1.secret\n");
        var credentials = file("credentials.json", permissions, "{\"agent_key\":\"chatops_1.secret\"}");
        try (var log = new CapturedLog()) {
            Settings.read(file, Map.of());
            Settings.read(null, Map.of("FLEET_CREDENTIALS", credentials.toString()));
            assertThat(log.text().contains(file + " holds a key")).isEqualTo(warned);
            assertThat(log.text().contains(credentials + " holds a key")).isEqualTo(warned);
            assertThat(log.text()).doesNotContain("chatops_1.secret");
        }
    }
}
