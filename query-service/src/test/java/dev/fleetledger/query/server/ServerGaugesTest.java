package dev.fleetledger.query.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.federate.FederateResource;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.OsInfo;
import dev.fleetledger.schemas.telemetry.Vitals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerGaugesTest {
    private static final List<String> VITALS = List.of(
            "fleet_server_cpu_percent",
            "fleet_server_memory_percent",
            "fleet_server_disk_percent",
            "fleet_server_load_1m",
            "fleet_server_disk_total_bytes",
            "fleet_server_disk_used_bytes",
            "fleet_server_network_sent_bytes",
            "fleet_server_network_received_bytes",
            "fleet_server_uptime_seconds");

    @ParameterizedTest
    @EnumSource(Health.class)
    void onlyWhoIsHeardOfHasVitals(Health health) throws IOException {
        var text = federated(server(health));

        assertThat(text)
                .contains("fleet_server_health{health=\"" + health.wireName() + "\"")
                .contains("fleet_server_last_seen_timestamp_seconds{");
        for (var vital : VITALS) {
            assertThat(text.contains(vital + "{")).as(vital).isEqualTo(health == Health.ONLINE);
        }
    }

    private static String federated(ServerSnapshot server) throws IOException {
        var out = new ByteArrayOutputStream();
        new FederateResource(new ServerGauges(() -> Stream.of(server)))
                .federate()
                .write(out);
        return out.toString(UTF_8);
    }

    private static ServerSnapshot server(Health health) {
        var vitals = new Vitals(
                80.0,
                40.0,
                45.0,
                0.5,
                List.of(new Vitals.DiskUsage("/", 10, 4, 6, 40.0)),
                List.of(new Vitals.NetworkUsage("eth0", 1, 2)));
        return new ServerSnapshot(
                new UUID(0, 1),
                "web",
                1,
                EventChain.details("web", "Web"),
                EventChain.START,
                EventChain.START,
                1,
                health,
                EventChain.START,
                vitals,
                EventChain.START,
                new OsInfo("Debian", "6.1", "amd64", 1000L),
                "1.0",
                Lifecycle.NEW);
    }
}
