package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.providers.UserData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Deployments with templates and user data. */
class TemplateDeploymentsTest extends TemplateContract {
    private static final String SERVERS = "/api/servers";
    private static final Duration SOON = Duration.ofSeconds(30);

    TemplateDeploymentsTest(RunningPlatform platform) {
        super(platform);
    }

    private JsonNode template(String id) {
        return client.get(TEMPLATES + "/" + id).field("data");
    }

    private String commissioned() {
        var random = UUID.randomUUID().toString().replace("-", "");
        var mac = "52:54:00:%s:%s:%s".formatted(random.substring(0, 2), random.substring(2, 4), random.substring(4, 6));
        var reply =
                client.post(SERVERS, "{\"hostname\": \"%s\", \"mac_address\": \"%s\"}".formatted(unique("web"), mac));
        assertThat(reply.status()).isEqualTo(201);
        var id = reply.field("data").path("id").asText();
        ended(client.post(SERVERS + "/" + id + "/commission", "{}"));
        return id;
    }

    private JsonNode ended(Reply started) {
        assertThat(started.status()).isEqualTo(202);
        var path = "/api/jobs/" + started.field("data").path("job_id").asText();
        await().atMost(SOON)
                .until(() -> !client.get(path).field("data").path("finished_at").isNull());
        var job = client.get(path).field("data");
        assertThat(job.path("status").asText()).isEqualTo("completed");
        return job;
    }

    private List<String> log(JsonNode job) {
        return client.get("/api/jobs/" + job.path("id").asText() + "/logs")
                .field("data")
                .path("logs")
                .valueStream()
                .map(line -> line.path("message").asText())
                .toList();
    }

    /** The hash of what the simulated machine was handed, as the provider itself says by what it refers to the job. */
    private String reached(JsonNode job) {
        var events = client.get("/api/v1/audit?type=job.step-waiting&aggregate=job&id="
                        + job.path("id").asText())
                .field("events");
        assertThat(events).hasSize(1);
        var reference = events.get(0)
                .path("changes")
                .path("state.call.reference")
                .path("after")
                .asText();
        assertThat(reference).matches("simulated-\\d+-[0-9a-f]{64}");
        return reference.replaceFirst(".*-", "");
    }

    @Test
    @DisplayName(
            "G6 G10: a deployment hands the template with its values and user_data to the machine, and nobody else")
    void deploys() {
        var secret = "s3cr3t-" + UUID.randomUUID();
        var name = unique("docker-host");
        var id = created(
                        name,
                        CONTENT,
                        "[{\"name\": \"DOCKER_VERSION\", \"default\": \"24.0.7\"},"
                                + " {\"name\": \"TOKEN\", \"secret\": true, \"required\": true}]")
                .path("id")
                .asText();
        assertThat(client.put(TEMPLATES + "/" + id, "{\"description\": \"Changed\"}")
                        .status())
                .isEqualTo(200);
        var server = commissioned();
        var path = SERVERS + "/" + server + "/deploy";
        assertThat(field(client.post(path, "{\"template\": \"%s\"}".formatted(name))))
                .isEqualTo("environment_variables.TOKEN");
        assertThat(field(client.post(path, "{\"template\": \"nobodys\"}"))).isEqualTo("template");

        var hostname = unique("renamed");
        var started = client.post(path, """
                {"template": "%s", "hostname": "%s", "user_data": "#!/bin/sh\\necho %s", "distro_series": "jammy",
                 "kernel": "", "tags": ["web"],
                 "environment_variables": {"TOKEN": "%s", "NODE_ENV": "production"}}""".formatted(name, hostname, secret, secret));
        assertThat(started.field("data").path("template").asText()).isEqualTo(name);
        assertThat(started.field("data").path("template_version").asText()).isEqualTo("1.1");
        var inUse = client.delete(TEMPLATES + "/" + id);
        assertThat(inUse.status()).isEqualTo(409);
        assertThat(inUse.field("error").path("code").asText()).isEqualTo("CONFLICT");
        // What is changed from now on is not what was asked for.
        assertThat(client.put(TEMPLATES + "/" + id, "{\"content\": \"#cloud-config\\n\"}")
                        .status())
                .isEqualTo(200);
        var job = ended(started);
        assertThat(job.path("template").asText()).isEqualTo(name);
        assertThat(job.path("template_version").asText()).isEqualTo("1.1");
        var sha256 = job.path("user_data_sha256").asText();
        assertThat(sha256)
                .matches("[0-9a-f]{64}")
                .isEqualTo(started.field("data").path("user_data_sha256").asText());
        assertThat(log(job))
                .contains("With template " + name + ", version 1.1")
                .contains("The machine is handed user data of SHA-256 " + sha256)
                .anyMatch(line -> line.contains("NODE_ENV") && line.contains("go nowhere"));
        assertThat(reached(job)).isEqualTo(sha256);

        var shown = client.get(SERVERS + "/" + server).field("data");
        assertThat(shown.path("hostname").asText()).isEqualTo(hostname);
        assertThat(shown.path("template").asText()).isEqualTo(name);
        assertThat(shown.path("template_version").asText()).isEqualTo("1.1");
        assertThat(shown.path("deployment_history").get(0).path("template").asText())
                .isEqualTo(name);
        assertThat(shown.path("deployment_history")
                        .get(0)
                        .path("template_version")
                        .asText())
                .isEqualTo("1.1");
        assertThat(template(id).path("usage_count").asInt()).isEqualTo(1);
        assertThat(template(id).path("last_used").isNull()).isFalse();
        assertThat(client.delete(TEMPLATES + "/" + id).status()).isEqualTo(409);

        // In an archive it would stand in base64.
        var part = Base64.getEncoder()
                .encodeToString(("#!/bin/sh\necho " + secret).getBytes(StandardCharsets.UTF_8))
                .substring(0, 76);
        for (var read : new String[] {
            SERVERS + "/" + server,
            "/api/jobs/" + job.path("id").asText(),
            "/api/jobs/" + job.path("id").asText() + "/logs",
            "/api/v1/audit?aggregate=job&id=" + job.path("id").asText(),
            "/api/v1/audit?limit=500"
        }) {
            assertThat(client.get(read).raw().body()).doesNotContain(secret, part);
        }
        assertThat(platform.records()).noneMatch(record -> record.contains(secret) || record.contains(part));

        ended(client.post(SERVERS + "/" + server + "/release", "{}"));
        assertThat(client.delete(TEMPLATES + "/" + id).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("G6: user_data alone reaches the machine as it is")
    void userDataAlone() {
        var server = commissioned();
        var data = "custom-cloud-init-data";
        var job = ended(client.post(SERVERS + "/" + server + "/deploy", "{\"user_data\": \"%s\"}".formatted(data)));
        var sha256 = new UserData(data).sha256();
        assertThat(job.path("user_data_sha256").asText()).isEqualTo(sha256);
        assertThat(job.path("template").isNull()).isTrue();
        assertThat(reached(job)).isEqualTo(sha256);
    }

    @Test
    @DisplayName("G6 G10: broken YAML is not deployed")
    void brokenIsNotDeployed() {
        var name = unique("broken");
        created(name, "#cloud-config\na: [\n", "[]");
        var server = commissioned();
        assertThat(field(client.post(SERVERS + "/" + server + "/deploy", "{\"template\": \"%s\"}".formatted(name))))
                .isEqualTo("template");
    }
}
