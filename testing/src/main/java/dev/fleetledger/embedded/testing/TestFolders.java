package dev.fleetledger.embedded.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.io.FileUtils;

/** Where the embedded servers of tests keep their files. */
final class TestFolders {
    private TestFolders() {}

    static Path temporary(String prefix) throws IOException {
        return Files.createTempDirectory(prefix);
    }

    /** Shared by all modules and runs, since unpacking takes longer than starting. */
    static Path binaries() throws IOException {
        return Files.createDirectories(
                Path.of(System.getProperty("user.home"), ".cache", "fleet-ledger", "postgresql"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    static void atExit(AutoCloseable server, Path directory) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory), "stop " + directory));
    }

    private static void stop(AutoCloseable server, Path directory) {
        try {
            server.close();
            FileUtils.deleteDirectory(directory.toFile());
        } catch (Exception e) {
            System.err.println("cannot stop the server in " + directory + ": " + e);
        }
    }
}
