package dev.fleetledger.standalone.cli;

import com.google.common.base.Throwables;
import dev.fleetledger.embedded.PlatformFailure;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.kit.security.KeysetFile;
import dev.fleetledger.kit.security.PrivateFile;
import dev.fleetledger.standalone.ConfigurationFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What looks after the platform's own keys. */
@Command(
        name = "key",
        description = "Look after the platform's own keys: list, rotate, retire, export.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The keys seal secrets, sign tokens and check API keys. They are in DIR/keyset.json, or where FLEET_KEYSET_FILE",
            "says, or in FLEET_KEYSET itself: set the variables that the platform is started with. A platform that runs",
            "takes up changes when it is started anew."
        })
@SuppressWarnings("NullAway.Init") // picocli sets them
final class KeyCommand {
    private final Map<String, String> environment;

    @ParentCommand
    private FleetCommand fleet;

    @Spec
    private CommandSpec spec;

    KeyCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(name = "list", description = "Show the names of the keys, the newest first; never the keys.")
    int list() {
        var keyset = load();
        keyset.sealingKeys().forEach(key -> say("sealing " + key));
        for (var key : keyset.signing()) {
            var signs = key.kid().equals(keyset.signing().getFirst().kid());
            say("signing " + key.kid() + " made " + key.createdAt() + (signs ? ", signs" : ""));
        }
        keyset.retired().stream().sorted().forEach(kid -> say("signing " + kid + " retired"));
        return 0;
    }

    @Command(name = "rotate", description = "Make new keys to seal and sign by; the old ones stay to read by.")
    int rotate() {
        var rotated = change(keyset -> keyset.rotate(Instant.now()));
        say("New signing key " + rotated.signing().getFirst().kid() + " in " + file().place()
                + "; used from the next start on");
        return 0;
    }

    @Command(
            name = "retire",
            description =
                    "Drop an older signing key; the tokens that it signed are good for nothing after the next start.")
    int retire(@Parameters(paramLabel = "NAME", description = "Of the key, as key list shows it.") String name) {
        change(keyset -> keyset.retire(name));
        say("Retired signing key " + name + " in " + file().place() + " from the next start on");
        return 0;
    }

    @Command(
            name = "export-verifier",
            description = "Write the part of the keys that services need which only check credentials.")
    int exportVerifier(@Parameters(paramLabel = "FILE", description = "Made readable by its owner alone.") Path file) {
        try {
            PrivateFile.write(file, load().verifierText().value());
        } catch (IOException e) {
            throw new PlatformFailure(file + " cannot be written: " + e.getMessage(), e);
        }
        say("Wrote " + file + "; it is a secret");
        return 0;
    }

    private Keyset change(UnaryOperator<Keyset> change) {
        var keyset = load();
        try {
            var changed = change.apply(keyset);
            file().save(changed);
            return changed;
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            throw failure(e);
        }
    }

    private Keyset load() {
        try {
            var keys = file();
            if (!keys.exists()) {
                throw new PlatformFailure("There are no keys in " + keys.place() + " yet: the first start makes them.");
            }
            return keys.load();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw failure(e);
        }
    }

    private static PlatformFailure failure(RuntimeException e) {
        return new PlatformFailure(String.valueOf(Throwables.getRootCause(e).getMessage()), e);
    }

    private KeysetFile file() {
        return ConfigurationFiles.keys(fleet.data(), environment);
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
