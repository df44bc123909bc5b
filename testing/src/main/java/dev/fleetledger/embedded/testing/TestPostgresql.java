package dev.fleetledger.embedded.testing;

import dev.fleetledger.embedded.EmbeddedPostgresql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL that this JVM's tests share. */
final class TestPostgresql {
    static final TestPostgresql SHARED = Docker.chosen() ? inContainer() : embedded();

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final String host;
    private final String user;
    private final String password;
    private final Map<String, TestDatabase> databases = new ConcurrentHashMap<>();

    private TestPostgresql(String host, String user, String password) {
        this.host = host;
        this.user = user;
        this.password = password;
    }

    TestDatabase database(String name) {
        return databases.computeIfAbsent(name, this::create);
    }

    private TestDatabase create(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a database: " + name);
        }
        try (Connection connection = DriverManager.getConnection(host + "postgres", user, password);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return new TestDatabase(host + name, user, password);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
    }

    private static TestPostgresql embedded() {
        try {
            var directory = TestFolders.temporary("fleet-postgresql-");
            var server = EmbeddedPostgresql.start(EmbeddedPostgresql.Config.in(directory)
                    .withBinaries(TestFolders.binaries())
                    .withoutDurability());
            TestFolders.atExit(server, directory);
            return new TestPostgresql(server.jdbcUrl(""), server.user(), server.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Testcontainers removes its containers itself when this JVM ends.
    @SuppressWarnings("resource")
    private static TestPostgresql inContainer() {
        var container = new PostgreSQLContainer("postgres:17").withCommand("postgres", "-c", "fsync=off");
        container.start();
        var host = "jdbc:postgresql://" + container.getHost() + ":"
                + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/";
        return new TestPostgresql(host, container.getUsername(), container.getPassword());
    }
}
