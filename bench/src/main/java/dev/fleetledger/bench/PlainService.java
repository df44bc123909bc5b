package dev.fleetledger.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.embedded.EmbeddedPostgresql;
import dev.fleetledger.kit.security.PrivateFile;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.jdbi3.JdbiFactory;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What anyone could have instead of the platform's reads: Dropwizard and JDBI as they come, over the same rows, without
 * authentication, limits, history and request log.
 */
public final class PlainService extends Application<PlainService.Settings> {
    /** Of the service. */
    public static final class Settings extends Configuration {
        @JsonProperty
        private DataSourceFactory database = new DataSourceFactory();
    }

    /** A server as its row says. */
    public record Server(
            UUID id,
            String slug,
            long number,
            String hostname,
            String displayName,
            @Nullable String ipAddress,
            String health,
            List<String> tags,
            Instant createdAt,
            @Nullable Instant lastSeen,
            long version) {
        static Server of(ResultSet row) throws SQLException {
            var tags = row.getArray("tags");
            var seen = row.getTimestamp("last_seen");
            return new Server(
                    row.getObject("id", UUID.class),
                    row.getString("slug"),
                    row.getLong("number"),
                    row.getString("hostname"),
                    row.getString("display_name"),
                    row.getString("ip_address"),
                    row.getString("health"),
                    strings(tags),
                    row.getTimestamp("created_at").toInstant(),
                    seen == null ? null : seen.toInstant(),
                    row.getLong("version"));
        }

        private static List<String> strings(Array array) throws SQLException {
            return List.of((String[]) array.getArray());
        }
    }

    /** A part of the servers in the order of their numbers. */
    public record Servers(List<Server> servers) {}

    /** Reads. */
    @Path("/")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class Resource {
        private static final String COLUMNS =
                "select id, slug, number, hostname, display_name, ip_address, health, tags,"
                        + " created_at, last_seen, version from servers ";

        private final Jdbi database;

        Resource(Jdbi database) {
            this.database = database;
        }

        @GET
        @Path("ping")
        @Produces(MediaType.TEXT_PLAIN)
        public String ping() {
            return "pong";
        }

        @GET
        @Path("servers/{slug}")
        public Server one(@PathParam("slug") String slug) {
            return database.withHandle(handle -> handle.createQuery(COLUMNS + "where lower(slug) = lower(:slug)")
                            .bind("slug", slug)
                            .map((row, context) -> Server.of(row))
                            .findOne())
                    .orElseThrow(NotFoundException::new);
        }

        @GET
        @Path("servers")
        public Servers page(@QueryParam("after") long after) {
            return new Servers(database.withHandle(
                    handle -> handle.createQuery(COLUMNS + "where number > :after order by number limit 20")
                            .bind("after", after)
                            .map((row, context) -> Server.of(row))
                            .list()));
        }
    }

    public static void main(String[] arguments) throws Exception {
        new PlainService().run(arguments);
    }

    /** Writes what it is started with. */
    static java.nio.file.Path configure(java.nio.file.Path file, int port, EmbeddedPostgresql.Access database)
            throws IOException {
        PrivateFile.write(
                file, """
                        server:
                          requestLog: {appenders: []}
                          applicationConnectors: [{type: http, port: %s, bindHost: 127.0.0.1}]
                          adminConnectors: []
                        logging: {level: WARN}
                        database:
                          {driverClass: org.postgresql.Driver, url: "%s", user: "%s", password: "%s", maxSize: 16}
                        """.formatted(Integer.toString(port), database.jdbcUrl(), database.user(), database.password()));
        return file;
    }

    @Override
    public void run(Settings settings, Environment environment) {
        environment
                .jersey()
                .register(new Resource(new JdbiFactory().build(environment, settings.database, "postgres")));
    }
}
