package dev.fleetledger.command.identity;

import static dev.fleetledger.command.identity.IdentityFixtures.ADMIN;
import static dev.fleetledger.command.identity.IdentityFixtures.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.http.CommandServer;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.FakeLedger;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdentityServiceTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-18T10:30:00Z"));

    @Test
    @DisplayName("what is revoked is answered as done, and as pending while this instance does not know it yet")
    void pending() throws Exception {
        var ledger = new FakeLedger(CLOCK, ADMIN, IdentityFixtures.key(KEY, 1, null));
        var keys = Keyset.create(CLOCK.instant()).verifier();
        // Never started, it knows of nothing.
        var behind = new IdentityView(
                IdentityView.records(Topics.IDENTITY, Map.of(), Duration.ofSeconds(1)), keys, CLOCK, key -> {});
        try (var server = CommandServer.start(
                ledger,
                (projector, position, bound) -> true,
                Commands.Bounds.DEFAULT,
                commands -> new ApiKeyCommandResource(new IdentityService(commands, behind), keys))) {
            var revoked = server.send("DELETE", "/api/v1/api-keys/" + KEY, "", "X-API-Key", KEY.toString());
            assertThat(revoked.statusCode()).isEqualTo(204);
            assertThat(revoked.headers().firstValue("Fleet-Projection")).contains("pending");
            assertThat(ledger.state(FleetId.DEFAULT).identity().apiKey(KEY)).isEmpty();
        }
    }
}
