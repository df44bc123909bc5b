package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that cannot be read are refused in their turn and in the contract's words, or passed over. */
class OddHeadersTest {
    private static final String ADMIN = "X-API-Key: key:system.admin";
    private static final String BODY = "{\"name\":\"Rack\",\"total_sockets\":1}";
    private static TestService service;

    @BeforeAll
    static void start() throws Exception {
        service = TestService.start("", InstantSource.system(), TestResources.all());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: json",
                "Content-Type: /",
                "Content-Type: application/",
                "Content-Type: application/json/x",
                "Content-Type: application/json; charset",
                "Content-Type: ;charset=utf-8",
                "Content-Type: \"application/json\"",
                "Content-Type: application/json, text/plain",
                "Content-Type: text/plain\r\nContent-Type: application/json",
                "Content-Type: @",
            })
    void aContentTypeThatIsNone(String header) {
        assertAnswer(send("POST /api/v1/pdus", header), 401, "UNAUTHORIZED");
        assertAnswer(send("POST /api/v1/pdus", header, ADMIN), 415, "UNSUPPORTED_MEDIA_TYPE");
        assertAnswer(send("PUT /api/servers/a", header, ADMIN), 415, "UNSUPPORTED_MEDIA_TYPE");
        assertAnswer(send("PUT /api/v1/servers/x", header, ADMIN), 404, "THING_NOT_FOUND");
        assertAnswer(send("POST /api/v1/servers/a/act", header, ADMIN), 202, "Thing a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "@", "json", "*/json", "application", ";q=1", "application/json/x", "a/b/c, /", "text/"})
    void anAcceptThatAsksForNothing(String accept) {
        assertAnswer(send("GET /api/v1/pdus/a", "Accept: " + accept), 401, "UNAUTHORIZED");
        assertAnswer(send("GET /api/v1/pdus/x", "Accept: " + accept, ADMIN), 404, "RESOURCE_NOT_FOUND");
        assertAnswer(send("GET /api/v1/pdus/a", "Accept: " + accept, ADMIN), 406, "NOT_ACCEPTABLE");
        assertAnswer(send("GET /api/servers/a", "Accept: " + accept, ADMIN), 406, "NOT_ACCEPTABLE");
        assertAnswer(send("POST /api/v1/servers/a/act", "Accept: " + accept, ADMIN), 406, "NOT_ACCEPTABLE");
    }

    /** Java's own client sends the first up to version 17. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "*",
                "*;q=.2",
                "*/*;q=1.0000",
                "*/*;q=0.12345",
                "*/*;q=0.00001",
                "application/json;q=.5",
                "application/json;q=1.5",
                "application/json;q=-1",
                "application/json;q=",
                "application/json;q=.",
                "application/json;q=high",
                "application/json;q=\"0.5\"",
                "/, application/json",
                ",",
                ", ,application/json,",
                "application/json; charset=utf-8; q=0.3",
                "application/json;profile=\"a,b\"",
                "APPLICATION/JSON",
            })
    void aWeightThatIsMalformedIsNoRefusal(String accept) {
        assertAnswer(send("GET /api/v1/pdus/a", "Accept: " + accept, ADMIN), 200, "Thing a");
        assertAnswer(send("POST /api/v1/servers/a/act", "Accept: " + accept, ADMIN), 202, "Thing a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;q=0", "application/json;q=0, */*", "application/json;q=0.0000", "*;q=0"})
    void aWeightOfZeroIsOne(String accept) {
        assertAnswer(send("GET /api/v1/pdus/a", "Accept: " + accept, ADMIN), 406, "NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Range: bytes=a-",
                "Accept-Charset: ;;q=x",
                "Accept-Language: ***, ;q=",
                "Accept-Encoding: gzip;q=x, ;",
                "Content-Language: @@",
                "If-Modified-Since: yesterday",
                "If-None-Match: x",
                "Date: x",
                "Cookie: =;=\"",
                "Prefer: =,;",
                "X-Forwarded-For: ,%,[::1%eth0]",
                "Origin: nonsense",
            })
    void whatIsNotAskedForIsPassedOver(String header) {
        assertAnswer(send("GET /api/v1/pdus/a", header, ADMIN), 200, "Thing a");
        assertAnswer(send("POST /api/v1/servers/a/act", header, ADMIN), 202, "Thing a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | Content-Length: x",
                "400 | Content-Length: -1",
                "400 | Content-Length: 1, 2",
                "400 | Transfer-Encoding: nonsense",
                "400 | Host: a b",
                "400 | X-Bad Name: x",
                "417 | Expect: nonsense",
            })
    void whatHttpItselfForbidsIsRefusedInTheContract(int status, String header) {
        var got = send("POST /api/v1/pdus", header, ADMIN);
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.body()).startsWith("{\"success\":false,\"message\":");
        assertHeaders(got);
    }

    /** From 2 GiB on it is no int any more, and past the last the server refuses it itself. */
    @ParameterizedTest
    @ValueSource(strings = {"2147483647", "2147483648", "4294967296", "9223372036854775807"})
    void aBodyThatIsSaidToBeHuge(String length) {
        var header = "Content-Length: " + length;
        assertAnswer(send("POST /api/v1/pdus", header, "Content-Type: application/json", ADMIN), 413, "TOO_LARGE");
        assertAnswer(send("POST /api/v1/pdus", header), 401, "UNAUTHORIZED");
        assertAnswer(send("POST /api/v1/nothing", header, ADMIN), 404, "NOT_FOUND");
        var unread = send("POST /api/v1/servers/a/act", header, ADMIN);
        assertAnswer(unread, 202, "Thing a");
        assertThat(unread.header("Connection")).isEqualTo("close");
        assertAnswer(send("GET /api/v1/pdus/a", header, ADMIN), 200, "Thing a");
    }

    /** RFC 9110, 8.6: a proxy may have doubled it. */
    @Test
    void aLengthThatIsSaidTwice() {
        var length = "Content-Length: " + BODY.length();
        var got = send("POST /api/v1/pdus", length, length, "Content-Type: application/json", ADMIN);
        assertThat(got.status()).as(got.answer()).isIn(201, 400);
    }

    @Test
    void aConnectionStaysWhenAllThatWasExpectedWasRead() throws Exception {
        var head =
                "POST /api/v1/pdus HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: application/json\r\n";
        try (var client = new Socketed(service)) {
            client.send(head + ADMIN + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 100");
            client.send(BODY);
            assertThat(client.answer()).startsWith("HTTP/1.1 201").doesNotContainIgnoringCase("Connection: close");
            client.send(head + "Content-Length: " + BODY.length() + "\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 401").containsIgnoringCase("Connection: close");
        }
    }

    @Test
    void aBodyOfTheRightTypeIsRead() {
        for (var type :
                new String[] {"application/json", "Application/JSON; charset=\"UTF-8\"", "application/x+json"}) {
            var got = RawExchange.ofBytes(
                    service.port(0),
                    "POST /api/v1/pdus HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + ADMIN + "\r\nContent-Type: "
                            + type + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY);
            assertThat(got.status()).as(type).isEqualTo(201);
        }
    }

    private static RawExchange send(String request, String... headers) {
        var post = request.startsWith("P") && !request.endsWith("/act");
        var framed = java.util.Arrays.stream(headers)
                .anyMatch(header -> header.startsWith("Content-Length") || header.startsWith("Transfer"));
        var all = new StringBuilder(request).append(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        java.util.Arrays.stream(headers).forEach(header -> all.append(header).append("\r\n"));
        if (post && !framed) {
            all.append("Content-Length: ").append(BODY.length()).append("\r\n");
        }
        return RawExchange.ofBytes(
                service.port(0), all.append("\r\n").append(post ? BODY : "").toString());
    }

    private static void assertAnswer(RawExchange got, int status, String body) {
        assertThat(got.status()).as(got.answer()).isEqualTo(status);
        assertThat(got.body()).contains(body);
        assertThat(got.header("Content-Type")).isEqualTo("application/json");
        assertHeaders(got);
    }

    private static void assertHeaders(RawExchange got) {
        assertThat(got.header("X-Request-Id")).hasSize(36);
        RequestFilter.SECURITY_HEADERS.forEach(
                (name, value) -> assertThat(got.header(name)).isEqualTo(value));
    }
}
