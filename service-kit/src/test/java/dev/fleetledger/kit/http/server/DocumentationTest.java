package dev.fleetledger.kit.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.openapi.DocumentationResource;
import dev.fleetledger.testing.openapi.OpenApiResponseValidator;
import java.time.InstantSource;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documentation says what is so. */
class DocumentationTest {
    private static TestService service;
    private static OpenApiResponseValidator validator;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        service = TestService.start("", InstantSource.system(), TestResources.all());
        var got = Exchange.send(service.uri(), "GET", "/api/openapi.json", "");
        assertThat(got.status()).isEqualTo(200);
        document = got.json();
        validator = new OpenApiResponseValidator(got.response().body());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void isWrittenOnceForTheSameDocuments() {
        var own = (ObjectNode) document;
        var others = new ArrayList<ObjectNode>();
        var resource = new DocumentationResource(() -> own, () -> others);
        var json = resource.json();
        assertThat(resource.json()).isSameAs(json);
        assertThat(resource.yaml()).isSameAs(resource.yaml());
        assertThat(resource.postman()).isSameAs(resource.postman());

        ObjectNode other = Json.mapper().createObjectNode();
        other.withObjectProperty("paths")
                .withObjectProperty("/api/v1/elsewhere")
                .putObject("get");
        others.add(other);
        assertThat(new String(resource.json(), UTF_8)).contains("/api/v1/elsewhere");
        others.clear();
        assertThat(resource.json()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/v1/servers | | | key:system.admin | 200",
                "GET | /api/v1/servers | | application/vnd.homelab.v1+json | key:system.admin | 200",
                "GET | /api/v1/servers | | application/vnd.chatops.v1+json | key:system.admin | 200",
                "GET | /api/v1/servers | | application/vnd.gough.v1+json | key:system.admin | 200",
                "GET | /api/v1/servers?limit=0 | | application/vnd.chatops.v1+json | key:system.admin | 422",
                "GET | /api/servers?page=0 | | | key:system.admin | 400",
                "GET | /api/v1/servers/a | | | key:system.admin | 200",
                "GET | /api/servers/a | | | key:system.admin | 200",
                "GET | /api/v1/pdus/a | | | key:system.admin | 200",
                "GET | /api/v1/pdus | | | key:system.admin | 200",
                "HEAD | /api/v1/pdus | | | key:system.admin | 200",
                "GET | /api/v1/servers/x | | | key:system.admin | 404",
                "GET | /api/servers/x | | | key:system.admin | 404",
                "GET | /api/v1/pdus/x | | | key:system.admin | 404",
                "GET | /api/v1/nodes/x | | | key:system.admin | 404",
                "GET | /api/v1/pdus/x | | | key:job.read | 403",
                "GET | /api/v1/pdus/x | | | nobody | 401",
                "GET | /api/v1/pdus/a | | image/png | key:system.admin | 406",
                "GET | /api/servers/broken | | | key:system.admin | 500",
                "GET | /api/servers/unavailable | | | key:system.admin | 503",
                "PUT | /api/servers/conflict | {} | | key:system.admin | 409",
                "PUT | /api/v1/pdus/unprocessable | {} | | key:system.admin | 422",
                "PUT | /api/v1/pdus/version | {} | | key:system.admin | 412",
                "PUT | /api/v1/pdus/a | {} | | key:system.admin | 400",
                "PUT | /api/v1/nodes/a | {} | | key:system.admin | 422",
                "PUT | /api/v1/nodes/a | { | | key:system.admin | 400",
                "POST | /api/v1/servers | {\"name\":\"Rack\",\"total_sockets\":1} | | key:system.admin | 201",
                "POST | /api/servers | {\"name\":\"Rack\",\"total_sockets\":1} | | key:system.admin | 201",
                "POST | /api/v1/pdus | {\"name\":\"Rack\",\"total_sockets\":1} | | key:system.admin | 201",
                "POST | /api/v1/pdus/a/act | | | key:system.admin | 202",
                "DELETE | /api/v1/pdus/a | | | key:system.admin | 204",
                "PATCH | /api/v1/pdus/a | {} | | key:system.admin | 405",
                "POST | /api/auth/login | {\"email\":\"a\",\"password\":\"b\"} | | nobody | 200",
                "POST | /api/v1/auth/login | {} | | nobody | 400",
                "GET | /api/health/ready | | | nobody | 200",
                "GET | /api/health/live | | | nobody | 200",
            })
    void everyAnswerIsAsDescribed(
            String method, String path, @Nullable String body, @Nullable String accept, String key, int status) {
        var got = Exchange.send(
                service.uri(),
                method,
                path,
                body == null ? "" : body,
                "X-API-Key",
                key,
                "Content-Type",
                "application/json",
                "Accept",
                accept == null ? "*/*" : accept);
        assertThat(got.status()).isEqualTo(status);
        validator.check(
                method, path, status, got.header("Content-Type"), got.response().body());
    }

    @Test
    void parametersAndBodiesAreDescribedWithTheirConstraints() {
        var list = document.at("/paths/~1api~1servers/get");
        assertThat(list.at("/parameters").toString())
                .contains(
                        "\"name\":\"per_page\"",
                        "\"maximum\":100",
                        "\"name\":\"type\"",
                        "\"rack\",\"cart\"",
                        "\"name\":\"tag\"");
        assertThat(document.at("/paths/~1api~1v1~1servers/get/parameters").toString())
                .contains("\"name\":\"limit\"", "\"name\":\"offset\"", "\"name\":\"type\"");

        var body = document.at("/paths/~1api~1v1~1pdus/post/requestBody/content/application~1json/schema/$ref");
        assertThat(body.asText()).isEqualTo("#/components/schemas/TestResourcesNewThingInput");
        var input = document.at("/components/schemas/TestResourcesNewThingInput");
        assertThat(input.path("required").toString()).isEqualTo("[\"name\",\"total_sockets\"]");
        assertThat(input.at("/properties/total_sockets").toString()).contains("\"minimum\":1", "\"maximum\":48");
        assertThat(input.at("/properties/name").toString()).contains("\"minLength\":3", "\"maxLength\":100");
        assertThat(input.at("/properties/since/type").toString()).isEqualTo("[\"string\",\"null\"]");

        assertThat(document.at("/components/schemas/TestResourcesThings/properties/anything")
                        .toString())
                .isEqualTo("{}");
        var thing = document.at("/components/schemas/TestResourcesThing");
        assertThat(thing.path("required").toString()).isEqualTo("[\"id\",\"name\",\"last_seen\"]");
    }

    @Test
    void whoMayIsDescribed() {
        assertThat(document.at("/paths/~1api~1v1~1pdus/get/security").toString())
                .isEqualTo("[{\"apiKey\":[]},{\"bearer\":[]}]");
        assertThat(document.at("/paths/~1api~1v1~1pdus/get/description").asText())
                .isEqualTo("For holders of pdu_view or device.list.");
        assertThat(document.at("/paths/~1api~1auth~1login/post/security").toString())
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/docs, text/html, swagger-ui-bundle.js",
        "/docs, text/html, swagger-ui-bundle.js",
        "/docs/, text/html, swagger-ui-bundle.js",
        "/redoc, text/html, redoc.standalone.js",
        "/api/docs/assets/swagger-ui.css, text/css, .swagger-ui",
        "/api/docs/assets/swagger-ui-bundle.js, text/javascript, SwaggerUIBundle",
        "/api/docs/assets/redoc.standalone.js, text/javascript, Redoc",
        "/api/docs/assets/start.js, text/javascript, /api/openapi.json",
        "/api/docs/assets/favicon-32x32.png, image/png, PNG",
        "/api/openapi.yaml, application/yaml, 'openapi: \"3.1.0\"'",
    })
    void pagesNeedNothingFromElsewhere(String path, String type, String content) {
        var got = Exchange.send(service.uri(), "GET", path, "", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Content-Type")).startsWith(type);
        assertThat(got.response().body()).contains(content);
        if (type.equals("text/html")) {
            assertThat(got.header("Content-Security-Policy")).contains("script-src 'self'");
            assertThat(got.response().body()).doesNotContain("http:", "https:");
        }
    }

    @Test
    void metricsAreToldOnTheAdminPort() {
        var got = Exchange.send(service.adminUri(), "GET", "/metrics", "");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Content-Type")).startsWith("text/plain");
        assertThat(got.response().body()).contains("jvm_memory_used_bytes", "# TYPE ");
        assertThat(Exchange.send(service.adminUri(), "GET", "/healthcheck", "")
                        .response()
                        .body())
                .contains("\"ready\":{\"healthy\":true");
    }
}
