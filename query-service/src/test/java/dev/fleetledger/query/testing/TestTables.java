package dev.fleetledger.query.testing;

import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.query.projection.Migrations;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** The read models' tables in a database of a test's own. */
public final class TestTables {

    private TestTables() {}

    /** A new database with empty tables. */
    public static Jdbi create() {
        var database = TestServers.postgres();
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        source.setReWriteBatchedInserts(true);
        Migrations.apply(source);
        return Jdbi.create(source);
    }

    /** Ends all other connections to the database, whatever they are in the middle of. */
    public static void dropConnections(Jdbi database) {
        database.useHandle(
                handle -> handle.createQuery("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()""").mapTo(Boolean.class).list());
    }

    /** All rows of a table as text, in an order of their content. */
    public static List<String> rows(Jdbi database, String table) {
        return database.withHandle(handle -> handle.createQuery("select t::text from " + table + " t order by 1")
                .mapTo(String.class)
                .list());
    }

    /** All rows of these tables. */
    public static Map<String, List<String>> rows(Jdbi database, List<String> tables) {
        return tables.stream().collect(Collectors.toMap(table -> table, table -> rows(database, table)));
    }
}
