package dev.fleetledger.query.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.projection.server.ServerChange;
import dev.fleetledger.query.server.ServerProjection;
import dev.fleetledger.query.system.SystemMetrics.Servers;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class SystemMetricsDaoTest {
    private final Jdbi database = TestTables.create();
    private final SystemMetricsDao metrics = new SystemMetricsDao(database);

    @Test
    void serversAreCountedByWhatTheirDocumentsSay() {
        assertThat(metrics.servers()).isEqualTo(new Servers(0, 0, 0, 0));
        for (var number = 1; number <= 6; number++) {
            register(number, number <= 4 ? Health.ONLINE : Health.OFFLINE);
        }
        assertThat(metrics.servers()).isEqualTo(new Servers(6, 4, 0, 0));

        become("deploying", 1, 2, 3);
        become("failed", 5);
        become("ready", 6);
        assertThat(metrics.servers()).isEqualTo(new Servers(6, 4, 3, 1));
    }

    @Test
    void noCounterIsTooLongToBeAdded() {
        for (var number = 1; number <= 2; number++) {
            register(number, Health.ONLINE);
            heard(number, Long.MAX_VALUE, number);
        }
        var usage = metrics.usage();

        assertThat(usage.networkIn()).isEqualTo(Long.MAX_VALUE);
        assertThat(usage.networkOut()).isEqualTo(2 * 3);
        assertThat(usage.cpuUsage()).isPositive();
    }

    /** Two interfaces, and the highest percent that a series of samples can bring. */
    private void heard(int number, long received, long sent) {
        var counters = "{\"interface\":\"eth\",\"bytes_recv\":%s,\"bytes_sent\":%s}".formatted(received, sent);
        database.useHandle(handle -> handle.execute(
                "insert into telemetry_latest (server_id, time, cpu_percent, network) values (?, now(), ?, ?::jsonb)",
                new UUID(0, number),
                Long.MAX_VALUE / 10.0,
                "[" + counters + "," + counters + "]"));
    }

    private void register(int number, Health health) {
        var server = new ServerSnapshot(
                new UUID(0, number),
                "server-" + number,
                number,
                EventChain.details("server-" + number, "Server"),
                EventChain.START,
                EventChain.START,
                1,
                health,
                null,
                null,
                null,
                null,
                null,
                Lifecycle.NEW);
        database.useTransaction(
                handle -> new ServerProjection().apply(handle, List.of(new ServerChange.Current(server))));
    }

    private void become(String lifecycle, Integer... numbers) {
        database.useHandle(handle -> handle.createUpdate("""
                        update servers set document = document || jsonb_build_object('lifecycle', :lifecycle)
                        where number = any(:numbers)""")
                .bind("lifecycle", lifecycle)
                .bindArray("numbers", Integer.class, (Object[]) numbers)
                .execute());
    }
}
