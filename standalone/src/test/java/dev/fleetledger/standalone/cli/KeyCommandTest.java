package dev.fleetledger.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.kit.security.KeysetFile;
import dev.fleetledger.standalone.ConfigurationFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandTest {
    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Keyset made() {
        return file().loadOrCreate(Instant.parse("2026-01-18T10:30:00Z"));
    }

    private KeysetFile file() {
        return new KeysetFile(data.resolve("keyset.json"), null);
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        var all = new String[arguments.length + 3];
        all[0] = "--data";
        all[1] = data.toString();
        all[2] = "key";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return FleetCommand.commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    @Test
    void listsNamesAndNoKeys() {
        var keyset = made();
        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .contains("signing " + keyset.signing().getFirst().kid() + " made 2026-01-18T10:30:00Z, signs")
                .contains("sealing ")
                .doesNotContain(keyset.signing().getFirst().publicKey());
    }

    @Test
    void rotatesAndRetires() {
        var old = made().signing().getFirst().kid();
        assertThat(run("retire", old)).isEqualTo(1);
        assertThat(err.toString()).contains("rotate first");
        assertThat(run("rotate")).isZero();
        assertThat(file().load().signing()).hasSize(2);
        assertThat(run("retire", old)).isZero();
        assertThat(file().load().retired()).containsExactly(old);
        assertThat(file().load().signing()).hasSize(1);
    }

    @Test
    void exportsWhatVerifyingTakesAlone() throws IOException {
        made();
        var verifier = data.resolve("verifier.json");
        assertThat(run("export-verifier", verifier.toString())).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(verifier)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(verifier)).contains("api_keys").doesNotContain("sealing", "signing");
        assertThat(new KeysetFile(verifier, null).loadVerifier()).isNotNull();
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThat(run("list")).isEqualTo(1);
        assertThat(err.toString()).contains("There are no keys in", "the first start makes them");
        made();
        Files.setPosixFilePermissions(data.resolve("keyset.json"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("rotate")).isEqualTo(1);
        assertThat(err.toString()).contains("chmod 600");
    }

    @Test
    void changesTheKeysetThatThePlatformIsGiven() {
        var inData = made().text();
        var named = data.resolve("elsewhere").resolve("keys.json");
        var environment = Map.of("FLEET_KEYSET_FILE", named.toString());
        assertThat(run(environment, "rotate")).isEqualTo(1);
        assertThat(err.toString()).contains("There are no keys in " + named);
        // As the platform would at its first start.
        var old = ConfigurationFiles.keys(data, environment).loadOrCreate(Instant.now());
        assertThat(run(environment, "rotate")).isZero();
        assertThat(run(environment, "retire", old.signing().getFirst().kid())).isZero();
        assertThat(out.toString()).contains(named.toString());
        assertThat(ConfigurationFiles.keys(data, environment).load().retired()).hasSize(1);
        assertThat(file().load().text()).isEqualTo(inData);
    }

    @Test
    void saysThatItCannotChangeTheEnvironment() throws IOException {
        var inData = made().text();
        var other = Keyset.create(Instant.parse("2026-01-18T10:30:00Z"));
        var environment = Map.of("FLEET_KEYSET", other.text().value());
        assertThat(run(environment, "list")).isZero();
        assertThat(out.toString()).contains(other.signing().getFirst().kid());
        assertThat(run(environment, "rotate")).isEqualTo(1);
        assertThat(err.toString()).contains("environment", "FLEET_KEYSET");
        assertThat(file().load().text()).isEqualTo(inData);
    }
}
