package dev.fleetledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** PostgreSQL's data directory ("database cluster" in its manual) and the server that may be running on it. */
final class Cluster {
    private static final String MAJOR_VERSION = "18";
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Path data;
    private final Path finished;
    private final String user;
    private final String password;

    Cluster(Path data, String user, String password) {
        this.data = data;
        this.finished = data.resolve("fleet.finished");
        this.user = user;
        this.password = password;
    }

    Path data() {
        return data;
    }

    String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A server of another version does not start on the data, and would say so only in its log. */
    void requireOurVersion() throws IOException {
        var file = data.resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        var version = Files.readString(file).strip();
        if (!version.equals(MAJOR_VERSION)) {
            throw new PlatformFailure(
                    "The data in " + data + " is PostgreSQL " + version + "'s, but this platform runs PostgreSQL "
                            + MAJOR_VERSION + "; use the release that wrote it, or move the folder away.");
        }
    }

    /** The port of a server that runs on this data already, waiting for it to finish starting or stopping. */
    OptionalInt awaitRunningServer(Duration patience) throws IOException {
        var deadline = System.nanoTime() + patience.toNanos();
        for (var process = process(); process.isPresent(); process = process()) {
            var port = recordedPort();
            if (port.isPresent() && isOurs(port.getAsInt())) {
                return port;
            }
            if (System.nanoTime() > deadline) {
                throw new PlatformFailure("A PostgreSQL server, process "
                        + process.get().pid() + ", holds " + data + " but does not answer; end it and start again.");
            }
            await(process.get(), BETWEEN_TRIES);
        }
        return OptionalInt.empty();
    }

    /** Removes what an interrupted first start left: data without the mark that it was ever ready. */
    void discardUnfinished() throws IOException {
        if (!Files.exists(data) || Files.exists(finished)) {
            return;
        }
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    void markFinished() throws IOException {
        if (!Files.exists(finished)) {
            Files.createFile(finished);
        }
    }

    void requireOurs(int port) throws SQLException {
        if (!isOurs(port)) {
            throw new PlatformFailure(
                    "Another PostgreSQL server answers on port " + port + " in place of ours; start again.");
        }
    }

    void createDatabase(int port, String name) throws SQLException {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a database: " + name);
        }
        try (var connection = connect(port);
                var query = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var create = connection.createStatement()) {
            query.setString(1, name);
            try (var found = query.executeQuery()) {
                if (!found.next()) {
                    create.execute("create database " + name);
                }
            }
        }
    }

    void awaitStop(Duration patience) throws IOException {
        var process = process();
        if (process.isPresent() && !await(process.get(), patience)) {
            throw new IOException("PostgreSQL, process " + process.get().pid() + ", is still running");
        }
    }

    private boolean isOurs(int port) {
        try (var connection = connect(port);
                var statement = connection.createStatement();
                var result = statement.executeQuery("show data_directory")) {
            return result.next() && Files.isSameFile(Path.of(result.getString(1)), data);
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    private Connection connect(int port) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(jdbcUrl(port, "postgres"), properties);
    }

    /** The living server's process. A pid that another program has by now is a stale file's. */
    private Optional<ProcessHandle> process() throws IOException {
        var lines = pidFile();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var process = ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
        var stale = process.flatMap(p -> p.info().command())
                .filter(command -> !command.endsWith("postgres"))
                .isPresent();
        if (stale) {
            // PostgreSQL itself would take the other program for its server and refuse to start.
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            return Optional.empty();
        }
        return process;
    }

    private OptionalInt recordedPort() throws IOException {
        var lines = pidFile();
        return lines.size() < 4
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(lines.get(3).strip()));
    }

    private List<String> pidFile() throws IOException {
        var file = data.resolve("postmaster.pid");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static boolean await(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL was starting or stopping", e);
        }
    }
}
