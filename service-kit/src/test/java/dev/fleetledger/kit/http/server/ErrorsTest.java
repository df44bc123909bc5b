package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of error in the words of every contract. */
class ErrorsTest {
    private static final String ADMIN = "key:system.admin";
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
            delimiter = '|',
            value = {
                "401 | GET | /a | | nobody",
                "403 | GET | /a | | key:metrics.read",
                "404 | GET | /x | | ",
                "409 | GET | /conflict | | ",
                "412 | GET | /version | | ",
                "429 | GET | /full | | ",
                "422 | GET | /unprocessable | | ",
                "500 | GET | /broken | | ",
                "502 | GET | /external | | ",
                "503 | GET | /unavailable | | ",
                "405 | PATCH | /a | {} | ",
                "400 | PUT | /a | {nonsense | ",
            })
    void bareContracts(int status, String method, String path, @Nullable String body, @Nullable String key) {
        var expected = switch (status) {
            case 401 -> bare("Could not validate credentials", "UNAUTHORIZED");
            case 403 -> bare("Not enough permissions", "FORBIDDEN");
            case 404 -> bare("Thing 'x' not found", "THING_NOT_FOUND");
            case 409 ->
                bare("Thing 'conflict' already exists", "THING_EXISTS")
                        .put("suggested_action", "Remove it first")
                        .set("details", json("{\"active\": 3}"));
            case 429 -> bare("No room yet", "RATE_LIMITED");
            case 412 -> bare("It has changed since: its version is 7 now", "PRECONDITION_FAILED");
            case 422 -> bare("Not that one", "BUSINESS_RULE_VIOLATION");
            case 500 -> bare("Internal server error", "INTERNAL_ERROR");
            case 502 -> bare("MAAS does not answer", "EXTERNAL_ERROR");
            case 503 -> bare("Catching up", "SERVICE_UNAVAILABLE");
            case 405 -> bare("Method not allowed", "METHOD_NOT_ALLOWED");
            default -> bare("Malformed JSON at line 1, column 2", "MALFORMED_REQUEST");
        };
        for (var base : new String[] {"/api/v1/servers", "/api/v1/nodes"}) {
            var got = send(method, base + path, body, key);
            assertThat(got.status()).isEqualTo(status);
            assertThat(got.json()).isEqualTo(expected);
            assertThat(got.header("Content-Type")).isEqualTo("application/json");
            assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "401 | GET | /a | | nobody | UNAUTHORIZED | Invalid or missing authentication | null",
                "403 | GET | /a | | key:metrics.read | FORBIDDEN | Insufficient permissions | null",
                "404 | GET | /x | | | NOT_FOUND | Thing 'x' not found | null",
                "409 | GET | /conflict | | | CONFLICT | Thing 'conflict' already exists |"
                        + " {\"reason\": \"THING_EXISTS\", \"active\": 3, \"suggested_action\": \"Remove it first\"}",
                "412 | GET | /version | | | PRECONDITION_FAILED | It has changed since: its version is 7 now | null",
                "429 | GET | /full | | | RATE_LIMITED | No room yet | null",
                "422 | GET | /unprocessable | | | BUSINESS_RULE_VIOLATION | Not that one |"
                        + " {\"reason\": \"BUSINESS_RULE_VIOLATION\"}",
                "500 | GET | /broken | | | INTERNAL_ERROR | Internal server error | null",
                "502 | GET | /external | | | EXTERNAL_ERROR | MAAS does not answer | null",
                "503 | GET | /unavailable | | | SERVICE_UNAVAILABLE | Catching up | null",
                "405 | PATCH | /a | {} | | METHOD_NOT_ALLOWED | Method not allowed | null",
                "400 | PUT | /a | {nonsense | | VALIDATION_ERROR | Malformed JSON at line 1, column 2 |"
                        + " {\"field\": \"body\", \"error\": \"Malformed JSON at line 1, column 2\"}",
            })
    void gough(
            int status,
            String method,
            String path,
            String body,
            String key,
            String code,
            String message,
            String details) {
        var got = send(method, "/api/servers" + path, body, key);
        assertThat(got.status()).isEqualTo(status);
        assertThat(withoutTime(got)).isEqualTo(json("""
                {"status": "error", "error": {"code": "%s", "message": "%s", "details": %s}}""".formatted(code, message, details)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | GET | /a | | nobody | UNAUTHORIZED | Authentication required |"
                        + " {\"details\": \"Bearer token is missing or invalid\"}",
                "403 | GET | /a | | key:metrics.read,job.read | FORBIDDEN | Insufficient permissions |"
                        + " {\"required_permissions\": [\"server.read\", \"device.read\", \"system.admin\"],"
                        + " \"user_permissions\": [\"metrics.read\", \"job.read\"]}",
                "404 | GET | /x | | | RESOURCE_NOT_FOUND | Thing not found |"
                        + " {\"resource_type\": \"Thing\", \"resource_id\": \"x\"}",
                "409 | GET | /conflict | | | THING_EXISTS | Thing 'conflict' already exists |"
                        + " {\"details\": {\"active\": 3}, \"suggested_action\": \"Remove it first\"}",
                "429 | GET | /full | | | RATE_LIMITED | No room yet | {}",
                "412 | GET | /version | | | PRECONDITION_FAILED | It has changed since: its version is 7 now |"
                        + " {\"details\": {\"current_version\": 7}}",
                "422 | GET | /unprocessable | | | BUSINESS_RULE_VIOLATION | Not that one | {}",
                "500 | GET | /broken | | | INTERNAL_ERROR | Internal server error | {}",
                "502 | GET | /external | | | EXTERNAL_ERROR | MAAS does not answer | {}",
                "503 | GET | /unavailable | | | SERVICE_UNAVAILABLE | Catching up | {}",
                "405 | PATCH | /a | {} | | METHOD_NOT_ALLOWED | Method not allowed | {}",
                "400 | PUT | /a | {nonsense | | MALFORMED_REQUEST | Malformed JSON at line 1, column 2 | {}",
            })
    void pdu(
            int status, String method, String path, String body, String key, String code, String message, String more) {
        var got = send(method, "/api/v1/pdus" + path, body, key);
        assertThat(got.status()).isEqualTo(status);
        var expected = ((ObjectNode) json(more))
                .put("success", false)
                .put("error_code", code)
                .put("message", message);
        assertThat(withoutTime(got)).isEqualTo(expected);
    }

    @Test
    void wrongFieldsAsEachDocumentShowsThem() {
        var body = """
                {"total_sockets": 0, "voltage_rating": "abc", "name": "Rack"}""";
        for (var base : new String[] {"/api/v1/servers", "/api/v1/nodes"}) {
            var bare = send("POST", base, body, null);
            assertThat(bare.status()).isEqualTo(422);
            assertThat(bare.json()).isEqualTo(json("""
                    {"detail": [
                      {"loc": ["body", "voltage_rating"], "msg": "value is not a valid number", "type": "type_error.float"},
                      {"loc": ["body", "total_sockets"], "msg": "must be greater than or equal to 1", "type": "value_error"}],
                     "error_code": "VALIDATION_ERROR"}"""));
        }
        var gough = send("POST", "/api/servers", body, null);
        assertThat(gough.status()).isEqualTo(400);
        assertThat(withoutTime(gough)).isEqualTo(json("""
                {"status": "error", "error": {"code": "VALIDATION_ERROR", "message": "Invalid input data", "details": {
                  "field": "voltage_rating", "error": "value is not a valid number",
                  "errors": [{"field": "voltage_rating", "error": "value is not a valid number"},
                    {"field": "total_sockets", "error": "must be greater than or equal to 1"}]}}}"""));

        var pdu = send("POST", "/api/v1/pdus", body, null);
        assertThat(pdu.status()).isEqualTo(400);
        assertThat(withoutTime(pdu)).isEqualTo(json("""
                {"success": false, "message": "Validation failed", "error_code": "VALIDATION_ERROR", "errors": [
                  {"field": "voltage_rating", "message": "value is not a valid number", "received": "abc",
                   "expected": "number"},
                  {"field": "total_sockets", "message": "must be greater than or equal to 1", "received": 0,
                   "expected": "integer between 1 and 48"}]}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/servers/a", "/api/servers/a", "/api/v1/nodes/a", "/api/v1/pdus/a"})
    void headersThatSayMore(String path) {
        assertThat(send("GET", path, null, "nobody").header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(send("PATCH", path, "{}", null).header("Allow").split(",\\s*"))
                .contains("GET", "PUT", "DELETE", "OPTIONS");
        assertThat(send("GET", path.replaceAll("/a$", "/unavailable"), null, null)
                        .header("Retry-After"))
                .isEqualTo("3");
    }

    @Test
    void anUnknownPathIs404ToThoseWhoMayAskAndNothingIsThereOutsideOfTheApi() {
        assertThat(send("GET", "/api/v1/nothing", null, null).status()).isEqualTo(404);
        assertThat(send("GET", "/api/v1/nothing", null, "nobody").status()).isEqualTo(401);
        assertThat(send("GET", "/nothing", null, "nobody").status()).isEqualTo(404);
        assertThat(send("GET", "/api/nothing", null, null)
                        .json()
                        .at("/error/code")
                        .asText())
                .isEqualTo("NOT_FOUND");
        assertThat(send("GET", "/api/v1/pdus/a/b/c", null, null)
                        .json()
                        .path("error_code")
                        .asText())
                .isEqualTo("RESOURCE_NOT_FOUND");
    }

    private static Exchange send(String method, String path, @Nullable String body, @Nullable String key) {
        return Exchange.send(
                service.uri(),
                method,
                path,
                body == null ? "" : body,
                "X-API-Key",
                key == null ? ADMIN : key,
                "Content-Type",
                "application/json");
    }

    private static JsonNode withoutTime(Exchange got) {
        var body = (ObjectNode) got.json();
        var time = body.remove("timestamp").asText();
        assertThat(Instant.parse(time)).isBetween(Instant.now().minusSeconds(60), Instant.now());
        return body;
    }

    private static ObjectNode bare(String detail, String code) {
        return Json.mapper().createObjectNode().put("detail", detail).put("error_code", code);
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
