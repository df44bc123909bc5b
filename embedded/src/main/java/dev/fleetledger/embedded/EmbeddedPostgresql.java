package dev.fleetledger.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A PostgreSQL server of its own process, started and stopped by this JVM, listening on the loopback address only, with a
 * random password. It survives a kill of the JVM; the next start on the same directory takes it over.
 */
public final class EmbeddedPostgresql implements AutoCloseable {
    private static final String USER = "postgres";
    private static final String DATABASE = "fleet";
    /** Long enough to replay the log after a loss of power. */
    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);

    private static final Duration ANSWER_WAIT = Duration.ofSeconds(10);

    /**
     * What a server is started with.
     *
     * @param directory where its data is kept, made if absent
     * @param binaries where the server's programs are unpacked to, made if absent; may be shared
     * @param port the port; 0 is the one used last in this directory if that is free, else any free one; a server still running keeps its own
     * @param durable whether a commit reaches the disk before it is acknowledged
     */
    public record Config(Path directory, Path binaries, int port, boolean durable) {
        /** A durable server in this directory on a free port. */
        public static Config in(Path directory) {
            return new Config(directory, directory.resolve("binaries"), 0, true);
        }

        public Config onPort(int port) {
            return new Config(directory, binaries, port, durable);
        }

        public Config withBinaries(Path binaries) {
            return new Config(directory, binaries, port, durable);
        }

        public Config withoutDurability() {
            return new Config(directory, binaries, port, false);
        }
    }

    /** Where a server is and how to log in. */
    public record Access(String jdbcUrl, String user, String password) {
        @Override
        public String toString() {
            return jdbcUrl;
        }
    }

    private final Cluster cluster;
    private final EmbeddedPostgres server;
    private final int port;
    private final String password;

    /**
     * Starts the server, or takes over the one still running on this directory, and makes the database if it is new.
     *
     * @throws PlatformFailure if the data is of another version, the port is taken, or this machine cannot run it
     */
    public static EmbeddedPostgresql start(Config config) {
        try {
            return new EmbeddedPostgresql(config);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL in " + config.directory(), e);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL in " + config.directory() + " did not start as it should", e);
        }
    }

    /**
     * The server that runs on this directory, by whomever it was started; empty if none does.
     *
     * @throws PlatformFailure if one runs but does not answer
     */
    public static Optional<Access> running(Path directory) {
        var folder = directory.toAbsolutePath();
        if (!Files.exists(folder.resolve("password"))) {
            return Optional.empty();
        }
        try {
            var password = Secrets.inFile(folder.resolve("password"));
            var cluster = new Cluster(folder.resolve("data"), USER, password);
            var port = cluster.awaitRunningServer(ANSWER_WAIT);
            return port.isPresent()
                    ? Optional.of(new Access(cluster.jdbcUrl(port.getAsInt(), DATABASE), USER, password))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL in " + directory, e);
        }
    }

    private EmbeddedPostgresql(Config config) throws IOException, SQLException {
        Machine.requireSupported();
        var directory = Files.createDirectories(config.directory().toAbsolutePath());
        password = Secrets.inFile(directory.resolve("password"));
        cluster = new Cluster(directory.resolve("data"), USER, password);
        cluster.requireOurVersion();
        var running = cluster.awaitRunningServer(STARTUP_WAIT);
        if (running.isEmpty()) {
            cluster.discardUnfinished();
        }
        var ports = new StoredPorts(directory.resolve("ports.properties"));
        port = running.isPresent() ? running.getAsInt() : ports.choose("client", config.port());
        server = zonky(config, directory).start();
        try {
            // It makes them writable by everybody.
            Files.setPosixFilePermissions(config.binaries(), PosixFilePermissions.fromString("rwx------"));
            cluster.requireOurs(port);
            cluster.createDatabase(port, DATABASE);
            cluster.markFinished();
        } catch (IOException | SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where the platform's database is and how to log in. */
    public Access access() {
        return new Access(jdbcUrl(), USER, password);
    }

    /** The address of the platform's database. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** The address of another database of this server. */
    public String jdbcUrl(String database) {
        return cluster.jdbcUrl(port, database);
    }

    /** Makes an empty database unless there is one of that name: a letter, then up to 62 lower-case letters, digits and "_". */
    public void createDatabase(String name) throws SQLException {
        cluster.createDatabase(port, name);
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Shuts down in an orderly way, waiting for the server's process to end. */
    @Override
    public void close() {
        try {
            server.close();
            cluster.awaitStop(STARTUP_WAIT);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }

    private EmbeddedPostgres.Builder zonky(Config config, Path directory) throws IOException {
        var passwordFile = directory.resolve("password");
        var durable = config.durable() ? "on" : "off";
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Files.createDirectories(config.binaries()).toFile())
                .setDataDirectory(cluster.data())
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(STARTUP_WAIT)
                // The platform decides the order in which things stop.
                .setRegisterShutdownHook(false)
                .setConnectConfig("password", password)
                // All of these are initdb's options, whatever the setter is called.
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "reject")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .setServerConfig("fsync", durable)
                .setServerConfig("full_page_writes", durable)
                .setServerConfig("synchronous_commit", durable);
    }
}
