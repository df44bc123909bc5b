package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PlatformExtension.class)
class LedgerClockTest {
    private static final String CLOCK = "/api/v1/ledger/clock";

    private final RunningPlatform platform;

    LedgerClockTest(RunningPlatform platform) {
        this.platform = platform;
    }

    @Test
    @DisplayName("an operator's word that the clock is right is answered, and stands in the audit with who and why")
    void confirmed() {
        var until = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.MILLIS);
        var admin = platform.homelab();
        var reply = admin.with("Fleet-Reason", "compared with a watch").post(CLOCK, body(until.toString()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(Instant.parse(reply.field("confirmed_until").asText())).isEqualTo(until);
        assertThat(Instant.parse(reply.field("now").asText())).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(reply.header("ETag")).isPresent();

        var event = admin.get("/api/v1/audit?aggregate=ledger&id=clock&order=desc&limit=1")
                .field("events")
                .path(0);
        assertThat(event.path("type").asText()).isEqualTo("ledger.clock_confirmed");
        assertThat(event.path("reason").asText()).isEqualTo("compared with a watch");
        assertThat(event.path("actor").asText()).startsWith("api-key:");
        assertThat(event.toString()).contains("\"confirmed_until\"", until.toString());

        assertThat(admin.post(CLOCK, body(until.toString())).status())
                .as("said twice")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"confirmed_until\":null}",
                "{\"confirmed_until\":\"tomorrow\"}",
                "{\"confirmed_until\":\"2026-01-01T00:00:00Z\"}",
                "{\"confirmed_until\":\"9999-01-01T00:00:00Z\"}"
            })
    @DisplayName("a time that the clock has passed, or that is years away, is refused by the field's name")
    void refused(String body) {
        var reply = platform.homelab().post(CLOCK, body);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.raw().body()).contains("confirmed_until");
    }

    private static String body(String until) {
        return "{\"confirmed_until\":\"" + until + "\"}";
    }
}
