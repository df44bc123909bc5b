package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gough's templates. */
class TemplatesTest extends TemplateContract {

    TemplatesTest(RunningPlatform platform) {
        super(platform);
    }

    @Test
    @DisplayName("G10: created, read, listed, changed, as it was, deleted")
    void theWholeWay() {
        var name = unique("docker-host");
        var data = created(
                name,
                "#cloud-config\npackages:\n  - docker.io\n  - docker-compose\n",
                "[{\"name\": \"DOCKER_VERSION\", \"type\": \"string\", \"default\": \"24.0.7\","
                        + " \"description\": \"Docker version to install\"}]");
        var id = data.path("id").asText();
        assertThat(data.path("version").asText()).isEqualTo("1.0");
        assertThat(data.path("packages")).extracting(JsonNode::asText).containsExactly("docker.io", "docker-compose");
        var one = client.get(TEMPLATES + "/" + id);
        var found = one.field("data");
        assertThat(found.path("name").asText()).isEqualTo(name);
        assertThat(found.path("content").asText()).startsWith("#cloud-config\n");
        assertThat(found.path("usage_count").asInt()).isZero();
        assertThat(found.path("last_used").isNull()).isTrue();
        assertThat(found.path("variables").get(0).path("default").asText()).isEqualTo("24.0.7");
        assertThat(client.get(TEMPLATES + "/" + name.toUpperCase(Locale.ROOT)).field("data"))
                .isEqualTo(found);
        assertThat(client.get("/api/v1/templates/" + id).field("data")).isEqualTo(found);

        var list = client.get(TEMPLATES + "?search=" + name + "&category=containers&page=1&per_page=5");
        assertThat(list.field("pagination").path("total").asInt()).isEqualTo(1);
        assertThat(list.field("data").get(0).path("id")).isEqualTo(data.path("id"));
        assertThat(list.field("data").get(0).has("content")).isFalse();
        assertThat(client.get(TEMPLATES + "?per_page=101").status()).isEqualTo(400);

        var changed = client.with("If-Match", one.required("ETag"))
                .put(TEMPLATES + "/" + id, "{\"content\": \"#cloud-config\\npackages: [podman]\\n\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.field("data").path("version").asText()).isEqualTo("1.1");
        assertThat(changed.field("data").path("packages"))
                .extracting(JsonNode::asText)
                .containsExactly("podman");
        assertThat(changed.field("data").path("description").asText()).isEqualTo("For " + name);
        assertThat(client.with("If-Match", one.required("ETag"))
                        .put(TEMPLATES + "/" + id, "{\"category\": null}")
                        .status())
                .isEqualTo(412);
        var before = client.get(
                TEMPLATES + "/" + id + "?as_of=" + found.path("updated_at").asText());
        assertThat(before.field("data").path("version").asText()).isEqualTo("1.0");
        assertThat(client.get(TEMPLATES + "/" + id + "/history").field("data").path("events"))
                .extracting(event -> event.path("type").asText())
                .containsExactly("template.updated", "template.created");

        assertThat(client.delete(TEMPLATES + "/" + id).status()).isEqualTo(204);
        assertThat(client.get(TEMPLATES + "/" + id).status()).isEqualTo(404);
        assertThat(client.delete(TEMPLATES + "/" + id).status()).isEqualTo(404);
        assertThat(created(name, "#cloud-config\n", "[]").path("id").asLong()).isGreaterThan(Long.parseLong(id));
    }

    @ParameterizedTest
    @DisplayName("G10: what cannot be a template is refused by its name")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"content\": \"\"}|name",
                "{\"name\": \"x\"}|content",
                "{\"name\": \"123\", \"content\": \"\"}|name",
                "{\"name\": \"a b\", \"content\": \"\"}|name",
                "{\"name\": \"x\", \"content\": \"\", \"os_series\": [\"J Y\"]}|os_series.0",
                "{\"name\": \"x\", \"content\": \"\", \"variables\": [{\"name\": \"1A\"}]}|variables.0.name",
                "{\"name\": \"x\", \"content\": \"\", \"variables\": [{\"name\": \"A\", \"type\": \"date\"}]}|variables.0.type",
                "{\"name\": \"x\", \"content\": \"\", \"variables\": [{\"name\": \"A\"}, {\"name\": \"A\"}]}|variables.1.name",
                "{\"name\": \"x\", \"content\": \"\", \"variables\": [{\"name\": \"A\", \"type\": \"integer\", \"default\": \"x\"}]}|variables.0.default",
                "{\"name\": \"x\", \"content\": \"\", \"variables\": [{\"name\": \"A\", \"secret\": true, \"default\": \"********\"}]}|variables.0.default"
            })
    void refusesToCreate(String body, String field) {
        assertThat(field(client.post(TEMPLATES, body))).isEqualTo(field);
    }

    @Test
    void namesAreUniqueAndLengthsBounded() {
        var name = unique("Twice");
        created(name, "#cloud-config\n", "[]");
        var again = client.post(TEMPLATES, body(name.toLowerCase(Locale.ROOT), "", "[]"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.field("error").path("code").asText()).isEqualTo("CONFLICT");
        assertThat(field(client.post(TEMPLATES, body(unique("long"), "#".repeat(65_537), "[]"))))
                .isEqualTo("content");
    }

    @Test
    @DisplayName("G10: validate shows what is wrong, of broken YAML and of variables, and what only warns")
    void validates() {
        var id = created(unique("broken"), "#cloud-config\npackages: [a\n", "[]")
                .path("id")
                .asText();
        var broken = client.post(TEMPLATES + "/" + id + "/validate", "");
        assertThat(broken.status()).isEqualTo(200);
        assertThat(broken.field("data").path("valid").asBoolean()).isFalse();
        assertThat(broken.field("data").path("syntax_errors").get(0).asText()).contains("line ");
        assertThat(broken.field("data").path("variables_valid").asBoolean()).isTrue();
        assertThat(broken.field("data").path("missing_variables")).isEmpty();

        var other = created(
                        unique("strange"),
                        "#cloud-config\npackages: {{ A }}\nhostname: {{ B }}\nrunncmd: []\n",
                        "[{\"name\": \"A\", \"default\": \"x\"}, {\"name\": \"C\", \"required\": true}]")
                .path("id")
                .asText();
        var strange = client.post(TEMPLATES + "/" + other + "/validate", "{}").field("data");
        assertThat(strange.path("valid").asBoolean()).isFalse();
        assertThat(strange.path("syntax_errors")).isEmpty();
        assertThat(strange.path("variables_valid").asBoolean()).isFalse();
        assertThat(strange.path("missing_variables"))
                .extracting(JsonNode::asText)
                .containsExactly("B");
        assertThat(strange.path("warnings"))
                .extracting(JsonNode::asText)
                .anyMatch(warning -> warning.contains("packages"))
                .anyMatch(warning -> warning.contains("'runncmd' is no key"))
                .anyMatch(warning -> warning.contains("C is declared and stands nowhere"));
        var with = client.post(TEMPLATES + "/" + other + "/validate", "{\"environment_variables\": {\"A\": \"y\"}}");
        assertThat(with.field("data").path("missing_variables"))
                .extracting(JsonNode::asText)
                .containsExactly("B", "C");
        assertThat(client.post(TEMPLATES + "/999999999/validate", "").status()).isEqualTo(404);

        var good = created(unique("good"), "#cloud-config\npackages: [a]\n", "[]")
                .path("id")
                .asText();
        assertThat(client.post(TEMPLATES + "/" + good + "/validate", "")
                        .field("data")
                        .toString())
                .isEqualTo("{\"valid\":true,\"syntax_errors\":[],\"warnings\":[],\"variables_valid\":true,"
                        + "\"missing_variables\":[]}");
    }

    @Test
    @DisplayName(
            "G10 rule 13: render shows the result with stars for secrets, and refuses a value that makes another document")
    void renders() {
        var secret = "s3cr3t-" + UUID.randomUUID();
        var variables = "[{\"name\": \"DOCKER_VERSION\", \"default\": \"24.0.7\"},"
                + " {\"name\": \"TOKEN\", \"secret\": true, \"required\": true, \"default\": \"%s\"}]";
        var data = created(unique("docker"), CONTENT, variables.formatted(secret));
        var id = data.path("id").asText();
        assertThat(data.path("variables").get(1).path("default").asText()).isEqualTo("********");
        var path = TEMPLATES + "/" + id + "/render";
        var rendered = client.post(path, "{\"environment_variables\": {\"DOCKER_VERSION\": \"25\", \"OTHER\": \"x\"}}");
        assertThat(rendered.status()).isEqualTo(200);
        assertThat(rendered.field("data").path("content").asText())
                .isEqualTo(CONTENT.replace("{{ DOCKER_VERSION }}", "25").replace("{{ TOKEN }}", "********"));
        assertThat(rendered.field("data").path("version").asText()).isEqualTo("1.0");
        assertThat(rendered.field("data").path("unused_variables"))
                .extracting(JsonNode::asText)
                .containsExactly("OTHER");
        var sent = "g1ven-" + UUID.randomUUID();
        var given = client.post(path, "{\"environment_variables\": {\"TOKEN\": \"%s\"}}".formatted(sent));
        assertThat(given.raw().body()).contains("********").doesNotContain(sent);
        var evil = client.post(
                path,
                "{\"environment_variables\": {\"TOKEN\": \"%s\\\"\\nruncmd: [evil]\\nx: \\\"\"}}".formatted(sent));
        assertThat(field(evil)).isEqualTo("environment_variables.TOKEN");
        assertThat(evil.raw().body()).doesNotContain(sent);

        assertThat(client.put(TEMPLATES + "/" + id, "{\"variables\": " + variables.formatted("********") + "}")
                        .field("data")
                        .path("version")
                        .asText())
                .isEqualTo("1.0");
        for (var shown : new String[] {
            TEMPLATES + "/" + id, TEMPLATES + "/" + id + "/history", "/api/v1/audit?aggregate=template&id=" + id
        }) {
            assertThat(client.get(shown).raw().body()).doesNotContain(secret);
        }
        assertThat(platform.records()).noneMatch(record -> record.contains(secret) || record.contains(sent));
    }

    @Test
    @DisplayName("Rule 6: templates are read with template.read, changed with template.manage")
    void permissions() {
        var reader = platform.withScopes("template.read");
        var writer = platform.withScopes("template.manage");
        var id = created(unique("allowed"), "#cloud-config\n", "[]").path("id").asText();
        assertThat(reader.get(TEMPLATES).status()).isEqualTo(200);
        assertThat(reader.post(TEMPLATES + "/" + id + "/validate", "").status()).isEqualTo(200);
        assertThat(reader.put(TEMPLATES + "/" + id, "{}").status()).isEqualTo(403);
        assertThat(writer.get(TEMPLATES).status()).isEqualTo(403);
        assertThat(writer.put(TEMPLATES + "/" + id, "{}").status()).isEqualTo(200);
        assertThat(platform.withRole("viewer").get(TEMPLATES + "/" + id).status())
                .isEqualTo(200);
        assertThat(platform.withRole("operator").delete(TEMPLATES + "/" + id).status())
                .isEqualTo(204);
    }
}
