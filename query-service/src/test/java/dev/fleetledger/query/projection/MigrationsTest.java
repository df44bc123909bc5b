package dev.fleetledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.query.LedgerProjector;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    @Test
    void tablesThatAreHalfMadeAreBegunAgainInTheFormOfALaterVersion() {
        var server = TestServers.postgres();
        Migrations.apply(server.jdbcUrl(), server.user(), server.password());
        var database = Jdbi.create(server.jdbcUrl(), server.user(), server.password());
        var tables = new NextTables(LedgerProjector.spec(), database);
        assertThat(tables.begin()).isFalse();
        tables.order();
        database.useHandle(handle -> handle.execute("""
                insert into next.user_logins values ('default', 1, now());
                update next.projector_offsets set next_offset = 7"""));
        assertThat(tables.begin()).isTrue();
        assertThat(number(database, "select count(*) from next.user_logins")).isOne();

        Flyway.configure()
                .dataSource(server.jdbcUrl(), server.user(), server.password())
                .locations("classpath:db/migration", "classpath:db/later")
                .load()
                .migrate();
        assertThat(tables.begin()).isTrue();
        assertThat(number(database, "select count(later) + count(*) from next.audit"))
                .isZero();
        assertThat(number(database, "select count(*) from next.user_logins")).isZero();
        assertThat(number(database, "select sum(next_offset) from next.projector_offsets"))
                .isZero();
    }

    private static long number(Jdbi database, String sql) {
        return database.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
