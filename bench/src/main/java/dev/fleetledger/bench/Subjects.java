package dev.fleetledger.bench;

import dev.fleetledger.embedded.EmbeddedPostgresql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What is measured. */
final class Subjects {
    /** About as long as the event of a registration. */
    private static final int RECORD_BYTES = 700;

    private Subjects() {}

    /** Registers servers through the platform's API. */
    static final class Registering implements Load.Caller {
        private final HttpConnection connection;

        Registering(ServerProcess platform, boolean async) throws IOException {
            connection = platform.registering(async);
        }

        @Override
        public void call(long number) throws IOException {
            var body = "{\"id\":\"s-%s\",\"hostname\":\"server-%s\",\"ip_address\":\"192.168.1.10\",\"tdp_watts\":65}"
                    .formatted(UUID.randomUUID().toString().substring(0, 23), number);
            connection.postRequired(body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /** Sends records to a topic one at a time, each caller with its own producer. */
    static Load.Callers sending(Map<String, String> kafka, String topic) {
        return () -> {
            var settings = new HashMap<String, Object>(kafka);
            settings.putAll(Map.of("acks", "all", "linger.ms", 0));
            var producer =
                    new KafkaProducer<byte[], byte[]>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            var value = new byte[RECORD_BYTES];
            return new Load.Caller() {
                @Override
                public void call(long number) throws Exception {
                    producer.send(new ProducerRecord<>(topic, value)).get();
                }

                @Override
                public void close() {
                    producer.close();
                }
            };
        };
    }

    /** Inserts rows one at a time under a unique key, each caller on its own connection, each row committed. */
    static Load.Callers inserting(EmbeddedPostgresql.Access postgresql) {
        return () -> {
            var connection =
                    DriverManager.getConnection(postgresql.jdbcUrl(), postgresql.user(), postgresql.password());
            createTable(connection);
            return new Inserting(connection, connection.prepareStatement("insert into bench_raw values (?, ?)"));
        };
    }

    private record Inserting(Connection connection, PreparedStatement insert) implements Load.Caller {
        @Override
        public void call(long number) throws SQLException {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setBytes(2, "x".repeat(RECORD_BYTES).getBytes(StandardCharsets.UTF_8));
            insert.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static synchronized void createTable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table if not exists bench_raw (slug text primary key, event bytea not null)");
        }
    }
}
