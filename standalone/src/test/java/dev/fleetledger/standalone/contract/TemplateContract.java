package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.json.Json;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;

/** Templates to test with. */
@ExtendWith(PlatformExtension.class)
abstract class TemplateContract {
    static final String TEMPLATES = "/api/templates";
    static final String CONTENT = """
            #cloud-config
            package_update: true
            packages:
              - docker.io={{ DOCKER_VERSION }}
              - docker-compose
            write_files:
              - path: /etc/token
                content: "{{ TOKEN }}"
            """;

    final RunningPlatform platform;
    final Client client;

    TemplateContract(RunningPlatform platform) {
        this.platform = platform;
        this.client = platform.chatops();
    }

    static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static String body(String name, String content, String variables) {
        return Json.mapper()
                .createObjectNode()
                .put("name", name)
                .put("description", "For " + name)
                .put("category", "containers")
                .put("content", content)
                .toString()
                .replaceFirst("}$", ", \"os_series\": [\"jammy\"], \"architecture\": [\"amd64\"], \"variables\": ")
                .concat(variables + "}");
    }

    final JsonNode created(String name, String content, String variables) {
        var reply = client.post(TEMPLATES, body(name, content, variables));
        assertThat(reply.status()).isEqualTo(201);
        var data = reply.field("data");
        assertThat(reply.required("Location"))
                .isEqualTo(TEMPLATES + "/" + data.path("id").asText());
        return data;
    }

    static String field(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.field("error").path("code").asText()).isEqualTo("VALIDATION_ERROR");
        return reply.field("error").path("details").path("field").asText();
    }
}
