package dev.fleetledger.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the tests of PostgreSQL share. */
final class Postgres {
    private Postgres() {}

    /** A durable server whose programs are unpacked once for all tests. */
    static EmbeddedPostgresql.Config config(Path directory) {
        return EmbeddedPostgresql.Config.in(directory)
                .withBinaries(Path.of(System.getProperty("user.home"), ".cache", "fleet-ledger", "postgresql"));
    }

    static void execute(EmbeddedPostgresql server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of all rows. */
    static List<String> query(EmbeddedPostgresql server, String sql) throws SQLException {
        var column = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                column.add(rows.getString(1));
            }
        }
        return column;
    }
}
