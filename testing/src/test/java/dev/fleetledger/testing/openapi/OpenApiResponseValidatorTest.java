package dev.fleetledger.testing.openapi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiResponseValidatorTest {
    private final OpenApiResponseValidator validator = new OpenApiResponseValidator("""
            {"openapi": "3.1.0", "components": {"schemas": {"Thing": {"type": "object", "required": ["id", "seen"],
               "properties": {"id": {"type": "string"}, "seen": {"type": ["string", "null"], "format": "date-time"}}}}},
             "paths": {"/api/things/{id}": {
               "get": {"responses": {"200": {"content": {"application/json": {
                 "schema": {"$ref": "#/components/schemas/Thing"}}}}}},
               "delete": {"responses": {"204": {"description": "Done"}}}}}}""");

    @Test
    void whatIsDescribedPasses() {
        validator.check(
                "GET", "/api/things/a?x=1", 200, "application/json;charset=utf-8", "{\"id\":\"a\",\"seen\":null}");
        validator.check("GET", "/api/v1/things/a/", 200, "application/json", "{\"id\":\"a\",\"seen\":null}");
        validator.check("DELETE", "/api/things/a", 204, null, "");
        validator.check("HEAD", "/api/things/a", 200, "application/json", "");
        validator.check("PATCH", "/api/things/a", 405, "application/json", "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/other | 200 | application/json | {} | path is not described",
                "GET | /api/things/a/b | 200 | application/json | {} | path is not described",
                "POST | /api/things/a | 200 | application/json | {} | method is not described",
                "GET | /api/things/a | 404 | application/json | {} | status is not described",
                "GET | /api/things/a | 200 | text/html | {} | media type 'text/html' is not described",
                "GET | /api/things/a | 200 | application/json | {\"id\":\"a\"} | 'seen'",
                "GET | /api/things/a | 200 | application/json | {\"id\":1,\"seen\":null} | integer found, string expected",
                "DELETE | /api/things/a | 204 | application/json | {} | a body where none is described",
            })
    void whatIsNotDescribedFails(
            String method, String path, int status, String contentType, String body, String message) {
        assertThatThrownBy(() -> validator.check(method, path, status, contentType, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }
}
