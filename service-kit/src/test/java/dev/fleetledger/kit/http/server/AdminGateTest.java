package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class AdminGateTest {
    private static TestService service;

    @BeforeAll
    static void start() throws Exception {
        service = TestService.start("", InstantSource.system());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthcheck", "/metrics", "/metrics?name[]=jvm", "/healthcheck?pretty=true"})
    void answersWhatItIsFor(String path) throws IOException {
        assertThat(status("GET", path, "Host: 127.0.0.1")).isEqualTo(200);
        assertThat(status("HEAD", path, "Host: 127.0.0.1")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/tasks",
                "/tasks/",
                "/tasks/log-level",
                "/tasks/gc",
                "/threads",
                "/ping",
                "/pprof",
                "/pprof?duration=1",
                "/admin",
                "/favicon.ico",
                "/metrics/",
                "/metrics/threads",
                "/healthcheck/",
                "/healthcheck/x",
                "/metrics;x",
                "/metrics/../threads",
                "/%6detrics",
                "/./metrics",
                "//metrics",
                "/METRICS",
                "/api/health/ready"
            })
    @DisplayName("The admin port has health checks and metrics alone, in one spelling")
    void hasNothingElse(String path) throws IOException {
        for (var method : List.of("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS")) {
            assertThat(status(method, path, "Host: 127.0.0.1")).as(method).isIn(400, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
    void isOnlyRead(String method) throws IOException {
        for (var path : List.of("/healthcheck", "/metrics")) {
            assertThat(status(method, path, "Host: 127.0.0.1")).isEqualTo(405);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8081, 200",
        "localhost, 200",
        "LOCALHOST:1, 200",
        "[::1]:8081, 200",
        "10.1.2.3, 200",
        "rebound.example, 403",
        "rebound.example:8081, 403",
        "127.0.0.1.rebound.example, 403",
        "localhost.rebound.example, 403",
        "0x7f000001, 403",
        "test, 403"
    })
    @DisplayName("A name that a page may have pointed here is refused")
    void goesByItsOwnNames(String host, int expected) throws IOException {
        assertThat(status("GET", "/metrics", "Host: " + host)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: https://page.example, 403",
        "Origin: null, 403",
        "Origin: http://127.0.0.1:8081, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: none, 200"
    })
    void isNotForPages(String header, int expected) throws IOException {
        assertThat(status("GET", "/healthcheck", "Host: 127.0.0.1\r\n" + header))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("No level of any logger has credentials written to the log")
    void keepsCredentialsOutOfTheLog() throws IOException {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var jetty = (Logger) LoggerFactory.getLogger("org.eclipse.jetty");
        var before = root.getLevel();
        var jettyBefore = jetty.getLevel();
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        root.addAppender(log);
        try {
            root.setLevel(Level.TRACE);
            jetty.setLevel(Level.TRACE);
            var secrets = "Host: 127.0.0.1\r\nX-API-Key: LEAK-1\r\nAuthorization: Bearer LEAK-2";
            status(service.port(0), "GET", "/api/health/live?token=LEAK-3", secrets);
            status(service.port(1), "GET", "/metrics", secrets);
            LoggerFactory.getLogger(AdminGateTest.class).debug("of our own");
        } finally {
            root.setLevel(before);
            jetty.setLevel(jettyBefore);
            root.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .anyMatch(event -> event.getFormattedMessage().equals("of our own"))
                .noneMatch(event -> event.getFormattedMessage().contains("LEAK"));
    }

    @Test
    void goesByTheNameOfThePlatformToo() throws Exception {
        // A section of its own behind that of the limits.
        var section = "}\ninstance: {publicUrl: 'https://Fleet.example:8443/x'";
        try (var named = TestService.start(section, InstantSource.system())) {
            assertThat(status(named.port(1), "GET", "/metrics", "Host: fleet.EXAMPLE:8081"))
                    .isEqualTo(200);
            assertThat(status(named.port(1), "GET", "/metrics", "Host: [::1]:8081"))
                    .isEqualTo(200);
            assertThat(status(named.port(1), "GET", "/metrics", "Host: elsewhere.example"))
                    .isEqualTo(403);
        }
    }

    private static int status(String method, String path, String headers) throws IOException {
        return status(service.port(1), method, path, headers);
    }

    /** As bytes, since clients put paths and hosts right. */
    private static int status(int port, String method, String path, String headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            var request = method + " " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer.lines().toList())
                    .noneMatch(Pattern.compile("(?i)^(server|x-powered-by):").asPredicate());
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
