package dev.fleetledger.domain.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Vitals;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServerViewTest {
    private static final UUID ID = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final Instant THEN = Instant.parse("2026-01-18T10:30:00Z");
    private static final ServerSnapshot QUIET = new ServerSnapshot(
            ID,
            "omv-mediaserver",
            7,
            new ServerDetails("omv.lan", "Media Server", 22, null, 65, List.of("nas")),
            THEN,
            THEN,
            1,
            Health.UNKNOWN,
            null,
            null,
            null,
            null,
            null,
            Lifecycle.NEW);

    @Test
    void eachContractShowsItsOwnIdAndTheFieldsOfBoth() {
        var homelab = ServerView.homelab(QUIET);
        var chatops = ServerView.chatops(QUIET);

        assertThat(homelab.id()).isEqualTo("omv-mediaserver");
        assertThat(chatops.id()).isEqualTo(ID.toString());
        assertThat(homelab).usingRecursiveComparison().ignoringFields("id").isEqualTo(chatops);
        assertThat(homelab.host()).isEqualTo(homelab.hostname()).isEqualTo("omv.lan");
        assertThat(homelab.name()).isEqualTo(homelab.displayName()).isEqualTo("Media Server");
    }

    @Test
    void thereAreNoMetricsBeforeTheFirstReport() {
        assertThat(ServerView.homelab(QUIET).latestMetrics()).isNull();
    }

    @Test
    void percentagesHaveOneDecimalAndWhatIsNotMeasuredIsNull() {
        var vitals = new Vitals(23.46, 67.24999, null, null, List.of(), List.of());
        var heard = new ServerSnapshot(
                ID,
                "s",
                1,
                QUIET.details(),
                THEN,
                THEN,
                1,
                Health.ONLINE,
                THEN,
                vitals,
                THEN,
                null,
                null,
                Lifecycle.NEW);

        assertThat(ServerView.homelab(heard).latestMetrics()).isEqualTo(new ServerView.LatestMetrics(23.5, 67.2, null));
    }
}
