package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.endpoint.SiblingServices;
import dev.fleetledger.kit.json.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 7, of services side by side: a wrong method is 405 with what is allowed, whichever of them a gateway asked. */
class SiblingServicesTest {
    private static final String OTHER = """
            {"paths": {
              "/api/v1/servers": {"get": {}, "post": {}, "parameters": []},
              "/api/v1/servers/{id}": {"get": {}, "patch": {}},
              "/api/v1/servers/import": {"post": {}},
              "/api/v1/series": {"get": {}},
              "/api/auth/login": {"post": {}}}}""";
    private static TestService service;

    @BeforeAll
    static void start() throws Exception {
        service = TestService.beside(List.of(json(OTHER)), TestResources.all());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nowhere here | DELETE | /api/v1/series | GET",
                "a slash at the end | DELETE | /api/v1/series/ | GET",
                "other methods here | DELETE | /api/v1/servers | GET,OPTIONS,POST",
            })
    void aMethodThatNobodyHas(String what, String method, String path, String allowed) {
        var got = send(method, path);
        assertThat(got.status()).as(what).isEqualTo(405);
        assertThat(got.header("Allow")).isEqualTo(allowed);
        assertThat(got.json().path("error_code").asText()).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void whatAnotherServiceAnswersIsNotHere() {
        assertThat(send("GET", "/api/v1/series").status()).isEqualTo(404);
        assertThat(send("HEAD", "/api/v1/series").status()).isEqualTo(404);
        assertThat(send("GET", "/api/v1/nothing").status()).isEqualTo(404);
    }

    @Test
    void thePathThatIsWrittenOutTakesPrecedence() {
        var document = json(OTHER);
        var elsewhere = new SiblingServices(() -> List.of(document));
        assertThat(elsewhere.methods("/api/v1/servers/a")).containsExactly("GET", "PATCH");
        assertThat(elsewhere.methods("/api/v1/servers/import")).containsExactly("POST");
        assertThat(elsewhere.methods("/api/v1/servers")).containsExactly("GET", "POST");
        assertThat(elsewhere.methods("/nothing")).isEmpty();
    }

    private static Exchange send(String method, String path) {
        return Exchange.send(service.uri(), method, path, "", "X-API-Key", "key:system.admin");
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
