package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body and a query may hold, and in which order what is wrong with a request is told. */
class BodyTest {
    private static TestService service;

    @BeforeAll
    static void start() throws Exception {
        service = TestService.start("bodyBytes: 2000", InstantSource.system(), TestResources.all());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name | field required | a value",
                "{'name': null} | name | null is not allowed | a value",
                "{'name': '  '} | name | must not be blank | 3 to 100 characters",
                "{'name': 'ab'} | name | size must be between 3 and 100 | 3 to 100 characters",
                "{'name': 5} | name | value is not text | text",
                "{'total_sockets': '5'} | total_sockets | value is not a valid integer | integer",
                "{'total_sockets': 5.5} | total_sockets | value is not a valid integer | integer",
                "{'total_sockets': 99999999999} | total_sockets | value is not a valid integer | integer",
                "{'total_sockets': 49} | total_sockets | must be less than or equal to 48 | integer between 1 and 48",
                "{'voltage_rating': 1e999} | voltage_rating | value is not a valid float | a finite number",
                "{'voltage_rating': 'NaN'} | voltage_rating | value is not a valid number | number",
                "{'voltage_rating': 'Infinity'} | voltage_rating | value is not a valid number | number",
                "{'voltage_rating': '-INF'} | voltage_rating | value is not a valid number | number",
                "{'voltage_rating': '5'} | voltage_rating | value is not a valid number | number",
                "{'total_sockets': 8.5} | total_sockets | value is not a valid integer | integer",
                "{'total_sockets': 49.0} | total_sockets | must be less than or equal to 48 | integer between 1 and 48",
                "{'total_sockets': 4294967304.0} | total_sockets | value is not a valid integer | integer",
                "{'total_sockets': 1e300} | total_sockets | value is not a valid integer | integer",
                "{'total_sockets': 'NaN'} | total_sockets | value is not a valid integer | integer",
                "{'type': 'shelf'} | type | must be one of: rack, cart | one of: rack, cart",
                "{'type': 0} | type | must be one of: rack, cart | one of: rack, cart",
                "{'owner': 'me'} | owner | value is not a valid uuid | UUID",
                "{'since': 1700000000} | since | value is not a time with an offset | RFC 3339, such as 2026-01-31T12:00:00Z",
                "{'since': '2026-01-31'} | since | value is not a time with an offset | RFC 3339, such as 2026-01-31T12:00:00Z",
                "{'parts': {}} | parts | value is not an array | array",
                "{'parts': [{'name': 'x'}, {}]} | parts.1.name | field required | a value",
                "{'parts': [{'name': 'x', 'amount': 0}]} | parts.0.amount | must be greater than or equal to 1 |"
                        + " integer of at least 1",
                "{'environment': []} | environment | value is not an object | object",
                "{'environment': {'A': 1}} | environment.A | value is not text | text",
                "{'name': 'a\\u0000b'} | name | has characters that cannot be kept | text without NUL",
                "{'name': '\\ud800'} | name | has characters that cannot be kept | text without NUL",
            })
    void aWrongFieldIsNamed(String body, String field, String message, String expected) {
        var got = post("/api/v1/pdus", body.replace('\'', '"'), "application/json");
        assertThat(got.status()).isEqualTo(400);
        var error = StreamSupport.stream(got.json().path("errors").spliterator(), false)
                .filter(found -> found.path("field").asText().equals(field))
                .toList();
        assertThat(error).hasSize(1);
        assertThat(error.getFirst().path("message").asText()).isEqualTo(message);
        assertThat(error.getFirst().path("expected").asText()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "8.0", "8.000", "0.8e1", "800e-2"})
    void aWholeNumberMayBeWrittenWithAFraction(String number) {
        var got = post("/api/v1/servers", "{\"name\":\"Rack\",\"total_sockets\":" + number + "}", "application/json");
        assertThat(got.status()).isEqualTo(201);
    }

    @Test
    void aSecretIsNotRepeated() {
        var got = post(
                "/api/v1/pdus", "{\"name\":\"Rack\",\"total_sockets\":1,\"password\":\"hunter2\"}", "application/json");
        assertThat(got.json().at("/errors/0/field").asText()).isEqualTo("password");
        assertThat(got.json().at("/errors/0/received").isNull()).isTrue();
        assertThat(got.response().body()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1,\"a\":2}", "{} {}", "{\"a\": NaN}", "nul", "{\"a\": \"\u0001\"}"})
    void whatIsNoJsonIsMalformed(String body) {
        for (var base : List.of("/api/v1/servers", "/api/servers", "/api/v1/nodes", "/api/v1/pdus")) {
            assertThat(post(base, body, "application/json").status()).isEqualTo(400);
        }
    }

    @Test
    void whatWouldBeAVeryLargeTreeIsRefused() throws Exception {
        try (var roomy = TestService.start("bodyBytes: 1000000", InstantSource.system(), TestResources.all())) {
            for (var items : List.of(10_000, 100_000)) {
                var body = "{\"name\":\"Rack\",\"total_sockets\":1,\"x\":[" + "0,".repeat(items) + "0]}";
                var got = Exchange.send(
                        roomy.uri(),
                        "POST",
                        "/api/v1/servers",
                        body,
                        "Content-Type",
                        "application/json",
                        "X-API-Key",
                        "key:system.admin");
                assertThat(got.status()).isEqualTo(items == 10_000 ? 201 : 400);
                assertThat(got.response().body().contains("100000 tokens")).isEqualTo(items > 10_000);
            }
        }
    }

    @Test
    void deepNestingIsMalformedAndAnArrayIsNoObject() {
        assertThat(post("/api/v1/servers", "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}", "application/json")
                        .status())
                .isEqualTo(400);
        var array = post("/api/v1/servers", "[]", "application/json");
        assertThat(array.status()).isEqualTo(422);
        assertThat(array.json().at("/detail/0/loc").toString()).isEqualTo("[\"body\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 201",
        "application/json;charset=UTF-8, 201",
        "application/vnd.homelab.v1+json, 201",
        "application/json;charset=latin1, 415",
        "text/plain, 415",
        "application/x-www-form-urlencoded, 415",
    })
    void mediaTypes(String type, int status) {
        assertThat(post("/api/v1/servers", "{\"name\":\"Rack\",\"total_sockets\":1,\"other\":1}", type)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aBodyThatIsTooLongIs413HoweverItComes() throws Exception {
        var body = "{\"name\":\"" + "a".repeat(3000) + "\"}";
        for (var base : List.of("/api/v1/servers", "/api/servers", "/api/v1/nodes", "/api/v1/pdus")) {
            var got = post(base, body, "application/json");
            assertThat(got.status()).isEqualTo(413);
            assertThat(got.response().body()).contains("PAYLOAD_TOO_LARGE");

            var chunked = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(service.uri().resolve(base))
                                    .header("X-API-Key", "key:system.admin")
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                                            () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(chunked.statusCode()).isEqualTo(413);
        }
    }

    /** Each request is wrong in all that follows too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody | /x | image/png | text/plain | { | 401",
                "key:metrics.read | /x | image/png | text/plain | { | 403",
                "key:server.write | /x | image/png | text/plain | { | 404",
                "key:server.write | /a | image/png | text/plain | { | 406",
                "key:server.write | /a | */* | text/plain | { | 415",
                "key:server.write | /a | */* | application/json | { | 400",
                "key:server.write | /a | */* | application/json | {} | 422",
                "key:server.write | /conflict | */* | application/json | {} | 409",
            })
    void orderOfRefusals(String key, String id, String accept, String type, String body, int status) {
        var got = Exchange.send(
                service.uri(),
                "PUT",
                "/api/v1/servers" + id,
                body,
                "X-API-Key",
                key,
                "Accept",
                accept,
                "Content-Type",
                type);
        assertThat(got.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/servers?page=0 | page",
                "/api/servers?per_page=101 | per_page",
                "/api/servers?per_page=x | per_page",
                "/api/servers?page=1&page=2 | page",
                "/api/servers?type=shelf | type",
                "/api/v1/pdus?limit=0 | limit",
                "/api/v1/pdus?page=99999999999 | page",
            })
    void aWrongParameterIsNamed(String path, String parameter) {
        var got = Exchange.send(service.uri(), "GET", path, "", "X-API-Key", "key:system.admin");
        assertThat(got.status()).isEqualTo(400);
        JsonNode named = path.startsWith("/api/v1")
                ? got.json().at("/errors/0/field")
                : got.json().at("/error/details/field");
        assertThat(named.asText()).isEqualTo(parameter);

        var chatops = Exchange.send(
                service.uri(),
                "GET",
                "/api/v1/servers?limit=1001&offset=-1",
                "",
                "Authorization",
                "Bearer key:system.admin");
        assertThat(chatops.status()).isEqualTo(422);
        assertThat(chatops.json().at("/detail/0/loc").toString()).isEqualTo("[\"query\",\"limit\"]");
        assertThat(chatops.json().at("/detail/1/loc").toString()).isEqualTo("[\"query\",\"offset\"]");
    }

    @Test
    void anEmptyParameterIsAnAbsentOneAndAListTakesMany() {
        for (var query : List.of("?type=&page=", "?type=rack&tag=a&tag=b", "?unknown=1")) {
            assertThat(Exchange.send(service.uri(), "GET", "/api/servers" + query, "", "X-API-Key", "key:system.admin")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static Exchange post(String path, String body, String type) {
        return Exchange.send(service.uri(), "POST", path, body, "X-API-Key", "key:system.admin", "Content-Type", type);
    }
}
