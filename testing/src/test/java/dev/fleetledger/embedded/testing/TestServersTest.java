package dev.fleetledger.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TestServersTest {
    @Test
    void the_shared_broker_makes_topics() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", TestServers.kafka()))) {
            admin.createTopics(List.of(new NewTopic("shared-broker", 3, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            // A broker's own view of the cluster follows the controller's a moment later.
            await().untilAsserted(() -> assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
                    .contains("shared-broker"));
        }
        assertThat(TestServers.kafka()).isEqualTo(TestServers.kafka());
    }

    @Test
    void databases_are_apart() throws Exception {
        var one = TestServers.postgres();
        var other = TestServers.postgres();
        execute(one, "create table note (text text)");
        execute(other, "create table note (text text)");
        assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
    }

    @Test
    void a_named_database_is_made_once() throws Exception {
        execute(TestServers.postgres("named"), "create table note (text text)");
        execute(TestServers.postgres("named"), "insert into note values ('kept')");
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
