package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 12. */
class RateLimitTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MovableClock clock = new MovableClock();
    private TestService service;

    @BeforeEach
    void start() throws Exception {
        service = TestService.start(
                "userPerHour: 3, anonymousPerHour: 2, principalPerHour: 5, loginsPerMinute: 2, codeQueriesPerMinute: 1,"
                        + " trustedProxies: 127.0.0.1",
                clock,
                TestResources.all());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aUserOfTheUnversionedSurfaceHasSoManyAnHour() {
        for (var left = 2; left >= 0; left--) {
            var got = get("/api/servers", "key:server.read");
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.header("X-RateLimit-Limit")).isEqualTo("3");
            assertThat(got.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(left));
            assertThat(got.header("X-RateLimit-Reset"))
                    .isEqualTo(Long.toString(START.plusSeconds(3600).getEpochSecond()));
        }
        clock.advance(Duration.ofMinutes(59));
        var refused = get("/api/servers", "key:server.read");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.header("X-RateLimit-Reset"))
                .isEqualTo(Long.toString(START.plusSeconds(3600).getEpochSecond()));

        assertThat(get("/api/servers", "key:server.read,job.read").status())
                .as("another user")
                .isEqualTo(200);
        assertThat(get("/api/v1/servers", "key:server.read").status())
                .as("elsewhere")
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));
        assertThat(get("/api/servers", "key:server.read").status()).isEqualTo(200);
    }

    @Test
    void withoutCredentialsTheAddressCounts() {
        assertThat(get("/api/servers", "nobody").status()).isEqualTo(401);
        assertThat(get("/api/servers", "somebody").status()).isEqualTo(401);
        assertThat(get("/api/servers", "nobody").status()).isEqualTo(429);
        assertThat(get("/api/v1/servers", "nobody").status()).isEqualTo(401);
    }

    @Test
    void eachContractSaysItInItsWords() {
        for (var i = 0; i < 5; i++) {
            get("/api/v1/servers", "key:server.read");
        }
        assertThat(get("/api/v1/servers", "key:server.read")
                        .json()
                        .path("error_code")
                        .asText())
                .isEqualTo("RATE_LIMITED");
        assertThat(get("/api/v1/pdus", "key:server.read")
                        .json()
                        .path("error_code")
                        .asText())
                .isEqualTo("RATE_LIMITED");
        assertThat(get("/api/v1/nodes/a", "key:server.read")
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("Rate limit exceeded");
    }

    @Test
    void loginsAndCodesHaveTheirOwn() {
        for (var status : new int[] {400, 400, 429}) {
            assertThat(Exchange.send(service.uri(), "POST", "/api/v1/auth/login", "")
                            .status())
                    .isEqualTo(status);
        }
        assertThat(get("/api/v1/nodes/status/code/a", "nobody").status()).isEqualTo(200);
        assertThat(get("/api/v1/nodes/status/code/a", "nobody").status()).isEqualTo(429);
        assertThat(get("/api/v1/nodes/status/code/b", "nobody").status()).isEqualTo(404);
    }

    @Test
    void healthIsAlwaysTold() {
        for (var i = 0; i < 10; i++) {
            var got = get("/api/health/live", "nobody");
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.header("X-RateLimit-Remaining")).isEqualTo("2");
        }
    }

    @Test
    void anAddressOfIpv6CountsByItsNetwork() {
        assertThat(login("2001:db8:1:2::1").status()).isEqualTo(400);
        assertThat(login("2001:DB8:1:2:3:4:5:6").status()).isEqualTo(400);
        assertThat(login("2001:db8:1:2:ffff::").status()).isEqualTo(429);
        assertThat(login("2001:db8:1:3::1").status()).as("another network").isEqualTo(400);

        assertThat(login("203.0.113.1").status()).isEqualTo(400);
        assertThat(login("::ffff:203.0.113.1").status()).isEqualTo(400);
        assertThat(login("203.0.113.1").status()).isEqualTo(429);
        assertThat(login("::ffff:203.0.113.2").status()).as("another machine").isEqualTo(400);
    }

    @Test
    void whatNobodyAnswersIsCountedToo() {
        for (var i = 0; i < 5; i++) {
            var method = new String[] {"GET", "PATCH", "OPTIONS", "POST", "DELETE"}[i];
            var path = i == 2 ? "/api/v1/servers/a" : "/api/v1/nothing/" + i;
            var got = Exchange.send(service.uri(), method, path, "", "X-API-Key", "key:system.admin");
            assertThat(got.header("X-RateLimit-Remaining")).as(method).isEqualTo(Integer.toString(4 - i));
        }
        var refused = Exchange.send(service.uri(), "GET", "/api/v1/nothing", "", "X-API-Key", "key:system.admin");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("error_code").asText()).isEqualTo("RATE_LIMITED");
    }

    private Exchange login(String address) {
        return Exchange.send(service.uri(), "POST", "/api/auth/login", "", "X-Forwarded-For", address);
    }

    private Exchange get(String path, String key) {
        return Exchange.send(service.uri(), "GET", path, "", "X-API-Key", key);
    }

    private static final class MovableClock implements InstantSource {
        private volatile Instant now = START;

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
