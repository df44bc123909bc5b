package dev.fleetledger.kit.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What never reaches a resource is answered in the contract all the same. */
class ServerErrorsTest {
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
    @CsvSource(
            delimiter = '~',
            value = {
                "400 ~ GET /api/v1/servers/%ZZ ~ {\"detail\":\"Malformed request\",\"error_code\":\"MALFORMED_REQUEST\"}",
                "400 ~ GET /api/v1/servers/%00 ~ {\"detail\":\"Malformed request\",\"error_code\":\"MALFORMED_REQUEST\"}",
                "400 ~ GET /api/v1/servers/a%2Fb ~ {\"detail\":\"Malformed request\",\"error_code\":\"MALFORMED_REQUEST\"}",
                "400 ~ GET /api/v1//servers ~ {\"detail\":\"Malformed request\",\"error_code\":\"MALFORMED_REQUEST\"}",
                "400 ~ GET /api/servers/a%2Fb ~ {\"status\":\"error\",\"error\":{\"code\":\"VALIDATION_ERROR\"",
                "400 ~ GET /api/v1/pdus/%C3%28 ~ {\"success\":false,\"message\":\"Malformed request\"",
                "400 ~ GET /api/v1/pdus/a|b ~ {\"success\":false,\"message\":\"Malformed request\"",
                "400 ~ GET /api/v1/pdus?page=%ZZ ~ {\"success\":false,\"message\":\"Validation failed\"",
                "400 ~ GET /api/v1/pdus?page=a|b{} ~ {\"success\":false,\"message\":\"Validation failed\"",
                "400 ~ GET /api/v1/pdus?page=%00 ~ {\"success\":false,\"message\":\"Validation failed\"",
                "400 ~ GET /api/v1/pdus?page=%C3%28 ~ {\"success\":false,\"message\":\"Validation failed\"",
                "405 ~ TRACE /api/v1/pdus ~ {\"success\":false,\"message\":\"Method not allowed\"",
                "405 ~ BREW /api/v1/servers ~ {\"detail\":\"Method not allowed\"",
            })
    void inTheBodyOfTheContract(int status, String request, String body) throws IOException {
        var answer = raw(request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: key:system.admin\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("\r\n\r\n" + body, "X-Request-Id: ", "X-Content-Type-Options: nosniff", "application/json")
                .doesNotContainIgnoringCase("<html", "jetty", "exception", "\tat ");
    }

    @ParameterizedTest
    @CsvSource({"414, GET /%s HTTP/1.1, X-Short: ", "431, GET / HTTP/1.1, X-Long: %s"})
    void whatIsTooLong(int status, String request, String header) throws IOException {
        var answer = raw(
                (request + "\r\n" + header).formatted("a".repeat(9000)) + "\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("{\"detail\":");
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port(0))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
