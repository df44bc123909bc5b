package dev.fleetledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives SIGKILL of the JVM with the servers. */
@Timeout(120)
class KillTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void records_and_rows_survive_and_the_running_server_is_taken_over() throws Exception {
        var written = writeAndKill();
        try (var opened = DataFolder.open(folder);
                var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(opened.kafka()));
                var postgres = EmbeddedPostgresql.start(Postgres.config(opened.postgres()))) {
            assertThat(Records.committed(kafka.client())).containsExactlyElementsOf(written.notes());
            assertThat(Postgres.query(postgres, "select text from note")).containsExactly("kept");
            assertThat(Postgres.query(postgres, "select pg_postmaster_start_time()"))
                    .containsExactly(written.serverStarted());
        }
        assertThat(folder.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void rows_survive_when_the_server_is_killed_too() throws Exception {
        writeAndKill();
        var server = server();
        assertThat(server.destroyForcibly()).isTrue();
        server.onExit().get(30, TimeUnit.SECONDS);
        try (var postgres = EmbeddedPostgresql.start(Postgres.config(folder.resolve("postgres")))) {
            assertThat(Postgres.query(postgres, "select text from note")).containsExactly("kept");
        }
    }

    private record Written(List<String> notes, String serverStarted) {}

    /** Writes to the servers of another JVM, and kills that in the middle of a transaction. */
    private Written writeAndKill() throws Exception {
        try (var other = OtherJvm.start(folder)) {
            other.awaitReady();
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(PlatformFailure.class)
                    .hasMessageContaining("process " + other.pid() + ",");
            var kafka = EmbeddedKafka.lastClient(folder.resolve("kafka")).orElseThrow();
            Records.createTopic(kafka);
            var notes = new ArrayList<String>();
            String started;
            var url = "jdbc:postgresql://127.0.0.1:" + port("postgres") + "/fleet";
            try (var producer = Records.producer(kafka, "writer");
                    var connection = DriverManager.getConnection(
                            url, "postgres", Files.readString(folder.resolve("postgres/password")));
                    var statement = connection.createStatement()) {
                statement.execute("create table note (text text)");
                statement.execute("insert into note values ('kept')");
                try (var result = statement.executeQuery("select pg_postmaster_start_time()")) {
                    assertThat(result.next()).isTrue();
                    started = result.getString(1);
                }
                producer.initTransactions();
                for (int i = 0; i < 100; i++) {
                    Records.commit(producer, "note " + i);
                    notes.add("note " + i);
                }
                producer.beginTransaction();
                producer.send(Records.note("never committed")).get();
                other.kill();
                producer.close(Duration.ZERO);
            }
            return new Written(notes, started);
        }
    }

    private ProcessHandle server() throws IOException {
        var pid = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private String port(String server) throws IOException {
        var ports = new Properties();
        try (var in = Files.newInputStream(folder.resolve(server).resolve("ports.properties"))) {
            ports.load(in);
        }
        return ports.getProperty("client");
    }
}
