package dev.fleetledger.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.kit.security.KeysetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {
    @TempDir
    Path folder;

    private Path data;
    private Path verifier;
    private Path password;

    @BeforeEach
    void paths() {
        data = folder.resolve("command");
        verifier = folder.resolve("verifier/keyset.json");
        password = folder.resolve("database/password");
    }

    @Test
    void makes_what_the_services_share() throws IOException {
        setUp();
        var credentials = Credentials.read(data.resolve("credentials.json")).orElseThrow();
        var whole = new KeysetFile(data.resolve("keyset.json"), null).load();
        var part = new KeysetFile(verifier, null);

        assertThat(credentials.baseUrl()).isEqualTo("http://fleet.example");
        assertThat(credentials.adminEmail()).isEqualTo("admin@fleet.example");
        assertThat(part.loadVerifier().matches(whole.verifier().hash(credentials.adminKey()), credentials.adminKey()))
                .isTrue();
        assertThatThrownBy(part::load).hasMessageContaining("signing");
        assertThat(Files.readString(password)).hasSizeGreaterThan(30);
        assertThat(mode(data.resolve("keyset.json"))).isEqualTo("rw-------");
        assertThat(mode(data.resolve("credentials.json"))).isEqualTo("rw-------");
        assertThat(mode(verifier)).isEqualTo("rw-------");
        assertThat(mode(password)).isEqualTo("rw-r-----");
    }

    @Test
    void keeps_what_is_there() throws IOException {
        setUp();
        var before = all();
        setUp();
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void makes_no_credentials_for_a_fleet_that_has_keys() throws IOException {
        setUp();
        Files.delete(data.resolve("credentials.json"));
        setUp();
        assertThat(data.resolve("credentials.json")).doesNotExist();
    }

    private void setUp() throws IOException {
        new Setup(data, verifier, password).run("http://fleet.example", "admin@fleet.example");
    }

    private String all() throws IOException {
        var text = new StringBuilder();
        for (var file :
                new Path[] {data.resolve("keyset.json"), data.resolve("credentials.json"), verifier, password}) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
