package dev.fleetledger.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private FakePlatform fake;

    @BeforeEach
    void open() throws IOException {
        fake = new FakePlatform();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private Outcome send() {
        try (var platform = new Platform(fake.url(), FakePlatform.KEY, Platform.TIMEOUT, NOON)) {
            return platform.apply(Samples.json(0));
        }
    }

    private Outcome sendAnsweredBy(int status, Map<String, String> headers, String body) {
        fake.answer(new FakePlatform.Answer(status, headers, body));
        return send();
    }

    @Test
    void aHeartbeatIsPostedWithTheKeyAndIsDelivered() {
        assertThat(send()).isEqualTo(new Outcome.Delivered());
        var request = fake.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/api/v1/agents/heartbeat");
        assertThat(request.headers().getFirst("X-API-Key")).isEqualTo(FakePlatform.KEY);
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(request.body().path("timestamp").asText()).isEqualTo("2026-03-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 410, 413, 415, 422})
    void whatNoRetryCuresIsRefusedWithItsReason(int status) {
        assertThat(sendAnsweredBy(status, Map.of(), "{\"detail\":\n\"cpu_percent\"}"))
                .isEqualTo(new Outcome.Refused("status " + status + ", {\"detail\": \"cpu_percent\"}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 401, 403, 408, 429, 500, 502, 503})
    void anythingElseIsPostponed(int status) {
        assertThat(sendAnsweredBy(status, Map.of("Location", fake.url() + "/elsewhere"), ""))
                .asInstanceOf(type(Outcome.Postponed.class))
                .satisfies(outcome -> {
                    assertThat(outcome.reason()).contains("status " + status);
                    assertThat(outcome.atLeast()).isZero();
                });
        assertThat(fake.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"401, FLEET_API_KEY", "403, may not report this server"})
    void aBadKeyIsSaidPlainlyAndWithoutTheKey(int status, String said) {
        assertThat(sendAnsweredBy(status, Map.of(), ""))
                .asInstanceOf(type(Outcome.Postponed.class))
                .satisfies(
                        outcome -> assertThat(outcome.reason()).contains(said).doesNotContain(FakePlatform.KEY));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    17 | 17
                    Sun, 01 Mar 2026 12:00:40 GMT | 40
                    Sun, 01 Mar 2026 11:00:00 GMT | 0
                    999999999 | 3600
                    99999999999999999999 | 0
                    -5 | 0
                    soon | 0
                    """)
    void theTimeToWaitIsReadFromTheAnswer(String retryAfter, long seconds) {
        for (var status : new int[] {429, 503}) {
            assertThat(sendAnsweredBy(status, Map.of("Retry-After", retryAfter), ""))
                    .asInstanceOf(type(Outcome.Postponed.class))
                    .extracting(Outcome.Postponed::atLeast)
                    .isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void onlyTheBeginningOfALongAnswerIsKept() {
        assertThat(sendAnsweredBy(422, Map.of(), "x".repeat(1_000_000)))
                .asInstanceOf(type(Outcome.Refused.class))
                .satisfies(outcome -> assertThat(outcome.reason()).hasSize("status 422, ".length() + 300));
    }

    @Test
    void nobodyThereIsPostponed() throws IOException {
        URI nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (var platform = new Platform(nobody, FakePlatform.KEY, Platform.TIMEOUT, NOON)) {
            assertThat(platform.apply(Samples.json(0)))
                    .asInstanceOf(type(Outcome.Postponed.class))
                    .satisfies(outcome -> assertThat(outcome.reason()).contains("no connection to " + nobody));
        }
    }

    @Test
    void anAnswerThatNeverComesIsPostponed() {
        fake.fallSilent();
        try (var platform = new Platform(fake.url(), FakePlatform.KEY, Duration.ofMillis(200), NOON)) {
            assertThat(platform.apply(Samples.json(0)))
                    .asInstanceOf(type(Outcome.Postponed.class))
                    .satisfies(outcome -> assertThat(outcome.reason()).contains("did not answer"));
        }
    }
}
