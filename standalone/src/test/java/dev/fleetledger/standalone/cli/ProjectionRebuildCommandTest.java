package dev.fleetledger.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.embedded.DataFolder;
import dev.fleetledger.embedded.EmbeddedPostgresql;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionRebuildCommandTest {
    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void namesTheProjectionsThatThereAre() {
        assertThat(run("everything")).isEqualTo(2);
        assertThat(err.toString())
                .contains("no projection everything", "ledger, servers, site-uses, job-logs, outcomes, telemetry");
    }

    @Test
    void doesNotMakeAPlatformWhereThereIsNone() {
        assertThat(run("ledger")).isEqualTo(1);
        assertThat(err.toString()).contains("no platform's data");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void ordersNewTablesBesideTheOldOnesOfARunningOrStoppedPlatform() throws Exception {
        DataFolder.open(data).close();
        assertThat(run("ledger")).isZero();
        assertThat(out.toString()).contains("makes ledger anew", "when it starts");

        var config = EmbeddedPostgresql.Config.in(data.resolve("postgres"));
        try (var folder = DataFolder.open(data);
                var postgresql = EmbeddedPostgresql.start(config)) {
            assertThat(folder.path()).isEqualTo(data);
            execute(postgresql, "insert into deleted_servers values ('3d298266-633b-48b6-9662-07a1d9ee1c44')");
            execute(postgresql, "insert into projector_offsets values ('servers', 3, 42, 41)");
            assertThat(run("servers")).isZero();
            assertThat(sum(postgresql, "select count(*) from deleted_servers")).isOne();
            assertThat(sum(postgresql, "select count(*) from next.deleted_servers"))
                    .isZero();
            assertThat(sum(postgresql, "select sum(next_offset) from projector_offsets"))
                    .isEqualTo(42);
            assertThat(sum(postgresql, "select count(distinct projector) from next.projector_offsets"))
                    .isEqualTo(2);
        }
    }

    @Test
    void readsTelemetryAgainAndEmptiesNothing() throws Exception {
        DataFolder.open(data).close();
        assertThat(run("telemetry")).isZero();
        assertThat(out.toString()).contains("Kept all telemetry", "a week");

        var config = EmbeddedPostgresql.Config.in(data.resolve("postgres"));
        try (var folder = DataFolder.open(data);
                var postgresql = EmbeddedPostgresql.start(config)) {
            assertThat(folder.path()).isEqualTo(data);
            execute(postgresql, "insert into projector_offsets values ('telemetry', 3, 42, -1)");
            execute(postgresql, """
                    insert into telemetry_fresh (server_id, hour, samples, block)
                    values ('3d298266-633b-48b6-9662-07a1d9ee1c44', now(), 1, 'x')""");
            assertThat(run("telemetry")).isZero();
            assertThat(sum(postgresql, "select sum(next_offset) from projector_offsets"))
                    .isZero();
            assertThat(sum(postgresql, "select count(*) from telemetry_fresh")).isOne();
        }
    }

    private int run(String name) {
        return FleetCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("--data", data.toString(), "projection", "rebuild", name);
    }

    private static void execute(EmbeddedPostgresql server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long sum(EmbeddedPostgresql server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
