package dev.fleetledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class EmbeddedPostgresqlTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void rows_survive_close_and_open_on_the_same_port() throws Exception {
        String address;
        try (var server = EmbeddedPostgresql.start(Postgres.config(directory))) {
            address = server.jdbcUrl();
            Postgres.execute(server, "create table note (text text)");
            Postgres.execute(server, "insert into note values ('kept')");
        }
        try (var server = EmbeddedPostgresql.start(Postgres.config(directory))) {
            assertThat(server.jdbcUrl()).isEqualTo(address);
            assertThat(Postgres.query(server, "select text from note")).containsExactly("kept");
        }
    }

    @Test
    void it_is_durable_private_and_sorts_by_code_point() throws Exception {
        try (var server = EmbeddedPostgresql.start(Postgres.config(directory))) {
            assertThat(
                            Postgres.query(
                                    server,
                                    "select setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')"))
                    .containsExactly("on", "on", "on");
            assertThat(Postgres.query(server, "show listen_addresses")).containsExactly("127.0.0.1");
            assertThat(Postgres.query(server, "show unix_socket_directories")).containsExactly("");
            assertThat(Postgres.query(server, "show server_version")).allMatch(v -> v.startsWith("18."));
            assertThat(Postgres.query(server, "select datcollate from pg_database where datname = 'fleet'"))
                    .containsExactly("C.UTF-8");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_server_of_somebody_else_is_never_taken_for_ours(@TempDir Path other) throws Exception {
        try (var foreign = EmbeddedPostgresql.start(Postgres.config(other))) {
            var port = Integer.parseInt(foreign.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
            assertThatThrownBy(() ->
                            EmbeddedPostgresql.start(Postgres.config(directory).onPort(port)))
                    .isInstanceOf(PlatformFailure.class)
                    .hasMessageContaining("Port " + port + " is in use");
            // Even with the right password, as when it took the port between the check and the start.
            var ours = new Cluster(directory.resolve("data"), foreign.user(), foreign.password());
            assertThatThrownBy(() -> ours.requireOurs(port))
                    .isInstanceOf(PlatformFailure.class)
                    .hasMessageContaining("Another PostgreSQL server answers on port " + port);
        }
    }

    @Test
    void it_moves_when_its_last_port_is_taken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = other.getLocalPort();
            Files.writeString(directory.resolve("ports.properties"), "client=" + port + "\n");
            try (var server = EmbeddedPostgresql.start(Postgres.config(directory))) {
                assertThat(server.jdbcUrl()).doesNotContain(":" + port + "/");
                assertThat(Postgres.query(server, "select 1")).containsExactly("1");
            }
        }
    }

    @Test
    void data_of_another_version_is_left_alone() throws Exception {
        var data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "14\n");
        assertThatThrownBy(() -> EmbeddedPostgresql.start(Postgres.config(directory)))
                .isInstanceOf(PlatformFailure.class)
                .hasMessageContaining("is PostgreSQL 14's, but this platform runs PostgreSQL 18");
        assertThat(data.resolve("PG_VERSION")).exists();
    }

    @Test
    void an_interrupted_first_start_and_a_stale_pid_do_no_harm() throws Exception {
        var data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "18\n");
        Files.writeString(data.resolve("postgresql.conf"), "");
        Files.writeString(
                data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");
        try (var server = EmbeddedPostgresql.start(Postgres.config(directory))) {
            assertThat(Postgres.query(server, "select 1")).containsExactly("1");
        }
    }

    @Test
    void databases_have_plain_names() throws Exception {
        try (var server = EmbeddedPostgresql.start(Postgres.config(directory).withoutDurability())) {
            server.createDatabase("other");
            server.createDatabase("other");
            assertThat(Postgres.query(server, "select count(*) from pg_database where datname = 'other'"))
                    .containsExactly("1");
            assertThat(Postgres.query(server, "show fsync")).containsExactly("off");
            assertThatThrownBy(() -> server.createDatabase("a; drop database fleet"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
