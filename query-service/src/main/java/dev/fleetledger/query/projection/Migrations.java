package dev.fleetledger.query.projection;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The read models' tables, brought to this version's form at start. */
public final class Migrations {

    private Migrations() {}

    /** Applies what is new; throws FlywayException if what was applied has been edited since, or is of a newer version. */
    public static void apply(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                // A database that starts together with this service may be a little later.
                .connectRetries(30)
                .connectRetriesInterval(2)
                .load()
                .migrate();
    }
}
