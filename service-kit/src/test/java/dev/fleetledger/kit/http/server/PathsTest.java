package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A path has one spelling in which everything is decided, and what has none is refused before anything else. */
class PathsTest {
    private static final String BARE = "{\"detail\":\"Malformed request\",\"error_code\":\"MALFORMED_REQUEST\"}";
    private static final String PDU = "{\"success\":false,\"message\":\"Malformed request\"";
    private static final String GOUGH = "{\"status\":\"error\",\"error\":{\"code\":\"VALIDATION_ERROR\"";

    private TestService service;

    @BeforeEach
    void start() throws Exception {
        service = TestService.start(
                "loginsPerMinute: 3, codeQueriesPerMinute: 3, anonymousPerHour: 1000, principalPerHour: 1000",
                InstantSource.system(),
                TestResources.all());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/pdus/%00",
                "/api/v1/pdus/a%00b",
                "/api/v1/pdus/%ZZ",
                "/api/v1/pdus/%4",
                "/api/v1/pdus/%",
                "/api/v1/pdus/%C3%28",
                "/api/v1/pdus/%C3",
                "/api/v1/pdus/%ED%A0%80",
                "/api/v1/pdus/a%2Fb",
                "/api/v1/pdus/a%2fb",
                "/api/v1/pdus/a%5Cb",
                "/api/v1/pdus/a\\b",
                "/api/v1/pdus/a|b",
                "/api/v1/pdus/a\"b",
                "/api/v1/pdus/%0A",
                "/api/v1/pdus/%7F",
                "/api/v1/pdus;a",
                "/api/v1/pdus;",
                "/api/v1/pdus/;a=1",
                "/api/v1/pdus/a;b",
                "/api/v1/pdus/..;/x",
                "/api/v1/pdus/.",
                "/api/v1/pdus/./a",
                "/api/v1/pdus/..",
                "/api/v1/pdus/../pdus/a",
                "/api/v1/pdus/%2e%2e/pdus/a",
                "/api/v1/pdus/.%2E/a",
                "/api/v1/pdus/%2e",
                "/api/v1/pdus//a",
                "/api/v1/pdus//",
                "/api/v1//pdus",
                "//api/v1/pdus",
                "/api;x/v1/pdus",
                "/api/v1;x=%00/pdus",
                "/api/v1/%70dus/%00",
                "/api/v1/pdus/%u0041",
            })
    void whatHasNoOneMeaningIsRefusedFirstInTheContractOfItsPrefix(String path) {
        for (var credential : new String[] {"X-Nobody: x", "X-API-Key: key:system.admin"}) {
            var got = RawExchange.send(service.port(0), "GET " + path, credential, "X-Request-Id: " + ID);
            assertRefused(got, PDU);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/api/servers/%00 G",
                "/api/servers;x/%ZZ G",
                "/api/v1/auth/%00 G",
                "/api/v1/auth;x/login G",
                "/api/nothing/%2F G",
                "/api/v1/nodes/%ZZ N",
                "/api/v1/servers/%5C H",
                "/api/v1/sockets/%00 P",
                "/docs/%00 H",
                "/%00 H",
            })
    void eachContractSaysSo(String path, String contract) {
        var body = switch (contract) {
            case "G" -> GOUGH;
            case "P" -> PDU;
            default -> BARE;
        };
        assertRefused(RawExchange.send(service.port(0), "GET " + path, "X-Request-Id: " + ID), body);
        assertRefused(RawExchange.send(service.port(0), "POST " + path, "X-Request-Id: " + ID), body);
    }

    @Test
    void aLoginIsALoginHoweverItsPathIsSpelled() {
        var left = 2;
        for (var path : new String[] {"/api/auth/%6cogin", "/api/v1/%61uth/login/", "/%61pi/auth/log%69n"}) {
            var got = RawExchange.send(service.port(0), "POST " + path);
            assertThat(got.status()).as(path).isEqualTo(400);
            assertThat(got.body()).contains("Invalid input data");
            assertThat(got.header("X-RateLimit-Limit")).isEqualTo("3");
            assertThat(got.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(left--));
        }
        assertThat(RawExchange.send(service.port(0), "POST /api/auth/login").status())
                .isEqualTo(429);
    }

    @Test
    void aCodeIsOneCodeHoweverItIsSpelled() {
        var left = 2;
        for (var request : new String[] {
            "GET /api/v1/nodes/status/code/ABC%44E",
            "HEAD /api/v1/nodes/status/code/abcde/",
            "GET /api/v1/nodes/%73tatus/code/%20aBcDe"
        }) {
            var got = RawExchange.send(service.port(0), request);
            assertThat(got.status()).as(request).isEqualTo(404);
            assertThat(got.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(left--));
        }
        assertThat(RawExchange.send(service.port(0), "GET /api/v1/nodes/status/code/ABCDE")
                        .status())
                .isEqualTo(429);
    }

    @Test
    void aPathIsDecodedOnce() {
        var twice = RawExchange.send(service.port(0), "POST /api/auth/%256cogin", "X-API-Key: key:system.admin");
        assertThat(twice.status()).isEqualTo(404);
        assertThat(twice.body()).contains("NOT_FOUND");
        // What needs its escape keeps it, and means what it says.
        for (var id : new String[] {"50%25", "a%3Bb", "a%20b", "%C3%BC", "a%3Fb", "a%7Bb%7D"}) {
            var got = RawExchange.send(service.port(0), "GET /api/v1/pdus/" + id, "X-API-Key: key:system.admin");
            assertThat(got.status()).as(id).isEqualTo(404);
            assertThat(got.body()).as(id).contains("\"resource_type\":\"Thing\"");
        }
    }

    private static final String ID = "0f0e0d0c-0b0a-4908-8706-050403020100";

    private static void assertRefused(RawExchange got, String body) {
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).startsWith(body);
        assertThat(got.header("X-Request-Id")).isEqualTo(ID);
        assertThat(got.header("Content-Type")).isEqualTo("application/json");
        RequestFilter.SECURITY_HEADERS.forEach(
                (name, value) -> assertThat(got.header(name)).isEqualTo(value));
    }
}
