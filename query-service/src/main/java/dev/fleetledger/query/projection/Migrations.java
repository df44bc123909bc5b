package dev.fleetledger.query.projection;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The read models' tables, brought to this version's form at start. */
public final class Migrations {

    private Migrations() {}

    /** Applies what is new; throws FlywayException if what was applied has been edited since, or is of a newer version. */
    public static void apply(DataSource database) {
        apply(Flyway.configure().dataSource(database));
    }

    /** {@link #apply(DataSource)} without a pool. */
    public static void apply(String jdbcUrl, String user, String password) {
        apply(Flyway.configure().dataSource(jdbcUrl, user, password));
    }

    private static void apply(FluentConfiguration flyway) {
        // A database that starts together with this service may be a little later.
        flyway.connectRetries(30).connectRetriesInterval(2).load().migrate();
    }
}
