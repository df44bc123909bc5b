package dev.fleetledger.command.identity;

import dev.fleetledger.kit.security.KeysetFile;
import dev.fleetledger.kit.security.PrivateFile;
import dev.fleetledger.kit.security.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * Makes what the services of a distributed platform must share before the first of them starts: the keyset and the first
 * credentials for the command-service, the keyset's verifying part for the others, the database's password. What is there
 * already stays, so that it may run before every start.
 *
 * @param dataFolder of the command-service
 * @param verifier the file of services that only verify
 * @param databasePassword the file of the database and its users, who are in this process's group
 */
public record Setup(Path dataFolder, Path verifier, Path databasePassword) {
    private static final int PASSWORD_BYTES = 24;
    private static final String FOR_THE_GROUP_TOO = "rw-r-----";

    /** Arguments: the three paths, where clients reach the platform, the administrator's e-mail. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 5) {
            System.err.println("Usage: Setup DATA_FOLDER VERIFIER_FILE DATABASE_PASSWORD_FILE BASE_URL ADMIN_EMAIL");
            System.exit(2);
        }
        new Setup(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])).run(arguments[3], arguments[4]);
    }

    void run(String baseUrl, String adminEmail) throws IOException {
        var keysetFile = dataFolder.resolve("keyset.json");
        var credentials = dataFolder.resolve("credentials.json");
        // Once there are keys the fleet may have been founded, and other credentials would be good for nothing.
        if (!Files.exists(keysetFile) && !Files.exists(credentials)) {
            Credentials.create(baseUrl, adminEmail).write(credentials);
        }
        var keyset = new KeysetFile(keysetFile, null).loadOrCreate(Instant.now());
        PrivateFile.write(verifier, keyset.verifierText().value());
        if (!Files.exists(databasePassword)) {
            PrivateFile.write(databasePassword, Secret.random(PASSWORD_BYTES).value());
        }
        Files.setPosixFilePermissions(databasePassword, PosixFilePermissions.fromString(FOR_THE_GROUP_TOO));
    }
}
