package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that take their time: they end, and hold little until then. The server's own time-out is far longer. */
@Timeout(60)
class SlowRequestsTest {
    private static final String LOGIN = "/api/auth/login";
    private static final String GOOD = "{\"email\":\"a\",\"password\":\"b\"}";
    private static TestService service;

    @BeforeAll
    static void start() throws Exception {
        service = TestService.start(
                "5m",
                "requestTimeout: 1s, publicBodyBytes: 1024, bodyBytesInFlight: 1048576, connections: 40, loginsPerMinute: 100000, anonymousPerHour: 100000",
                InstantSource.system(),
                TestResources.all());
    }

    /** What a test left unfinished holds memory for bodies until its deadline. */
    @BeforeEach
    void whatWasBeforeIsOver() {
        await().untilAsserted(() -> assertThat(login()).isEqualTo(200));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aBodyThatDripsIsEndedByItsDeadline() throws Exception {
        try (var slow = new Socketed(service)) {
            slow.send(Socketed.post(LOGIN, 1000));
            var start = System.nanoTime();
            dripUntil(slow, "x", slow::isAnswered);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(slow.answer())
                    .startsWith("HTTP/1.1 408")
                    .contains("Connection: close", "REQUEST_TIMEOUT", "did not arrive within 1 s");
            slow.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"})
    void aBodyThatStopsIsEndedByItsDeadline(String rest) throws Exception {
        try (var slow = new Socketed(service)) {
            slow.send("POST " + LOGIN + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + rest);
            assertThat(slow.answer()).startsWith("HTTP/1.1 408");
            slow.awaitEnd();
        }
    }

    @Test
    void aGzipThatDripsIsEndedToo() throws Exception {
        try (var slow = new Socketed(service)) {
            slow.send("POST " + LOGIN + " HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n");
            slow.send("\u001f");
            assertThat(slow.answer()).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void aHeadThatDripsIsEndedAndWhoIsMerelyIdleIsNot() throws Exception {
        try (var idle = new Socketed(service);
                var fresh = new Socketed(service);
                var used = new Socketed(service)) {
            idle.send(Socketed.post(LOGIN, GOOD.length()) + GOOD);
            assertThat(idle.answer()).startsWith("HTTP/1.1 200");
            used.send(Socketed.post(LOGIN, GOOD.length()) + GOOD);
            assertThat(used.answer()).startsWith("HTTP/1.1 200");

            for (var slow : new Socketed[] {fresh, used}) {
                slow.send("GET /api/v1/servers HTTP/1.1\r\nX-Slow: ");
                dripUntil(slow, "x", () -> false);
                slow.awaitEnd();
            }
            // Longer than a head may take, and not a word said.
            idle.send(Socketed.post(LOGIN, GOOD.length()) + GOOD);
            assertThat(idle.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whoIsSlowButInTimeIsServedAndGoesOn() throws Exception {
        try (var client = new Socketed(service)) {
            for (var round = 0; round < 2; round++) {
                client.send(Socketed.post(LOGIN, GOOD.length()));
                for (var i = 0; i < GOOD.length(); i++) {
                    client.send(GOOD.substring(i, i + 1));
                }
                assertThat(client.answer()).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void whatAnybodyMaySendIsShort() {
        var body = "{\"email\":\"" + "a".repeat(1024) + "\",\"password\":\"b\"}";
        var refused = Exchange.send(service.uri(), "POST", LOGIN, body, "Content-Type", "application/json");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.response().body()).contains("longer than 1024 bytes");
        assertThat(Exchange.send(
                                service.uri(),
                                "POST",
                                "/api/v1/servers",
                                body,
                                "Content-Type",
                                "application/json",
                                "X-API-Key",
                                "key:system.admin")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void manyWithoutCredentialsLeaveRoomForThoseWhoHaveOne() throws Exception {
        var slow = new ArrayList<Socketed>();
        try {
            // An eighth of the memory is theirs: eight of them.
            for (var i = 0; i < 20; i++) {
                slow.add(new Socketed(service).send(Socketed.post(LOGIN, 1000) + "{"));
            }
            var answers = new ArrayList<String>();
            for (var each : slow) {
                answers.add(each.answer().substring(9, 12));
            }
            assertThat(answers).contains("503", "408").containsOnly("503", "408");
            await().untilAsserted(() -> assertThat(login()).isEqualTo(200));
        } finally {
            for (var each : slow) {
                each.close();
            }
        }
    }

    @Test
    void whoHasACredentialIsServedMeanwhile() throws Exception {
        var slow = new ArrayList<Socketed>();
        try {
            for (var i = 0; i < 20; i++) {
                slow.add(new Socketed(service).send(Socketed.post(LOGIN, 1000) + "{"));
            }
            await().untilAsserted(() -> assertThat(login()).isEqualTo(503));
            assertThat(Exchange.send(
                                    service.uri(),
                                    "PUT",
                                    "/api/v1/servers/a",
                                    "{\"name\":\"Rack\",\"total_sockets\":1}",
                                    "Content-Type",
                                    "application/json",
                                    "X-API-Key",
                                    "key:server.write")
                            .status())
                    .isEqualTo(200);
        } finally {
            for (var each : slow) {
                each.close();
            }
        }
    }

    @Test
    void noMoreConnectionsThanThereMayBe() throws Exception {
        var open = new ArrayList<Socketed>();
        try {
            for (var i = 0; i < 45; i++) {
                open.add(new Socketed(service));
            }
            try (var late = new Socketed(service)) {
                late.send(Socketed.post(LOGIN, GOOD.length()) + GOOD);
                for (var each : open) {
                    each.close();
                }
                assertThat(late.answer()).startsWith("HTTP/1.1 200");
            }
        } finally {
            for (var each : open) {
                each.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "fffffffff\r\n"})
    void aChunkThatIsNoneIs400(String chunk) throws Exception {
        try (var client = new Socketed(service)) {
            client.send(
                    "POST " + LOGIN + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n" + chunk);
            assertThat(client.answer()).startsWith("HTTP/1.1 400");
        }
    }

    private static int login() {
        return Exchange.send(service.uri(), "POST", LOGIN, GOOD, "Content-Type", "application/json")
                .status();
    }

    /** Sends a little now and then until that is so, or the connection has ended. */
    private static void dripUntil(Socketed client, String drop, java.util.concurrent.Callable<Boolean> end) {
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    if (end.call()) {
                        return true;
                    }
                    try {
                        client.send(drop);
                        return false;
                    } catch (IOException e) {
                        return true;
                    }
                });
    }
}
