package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gough's servers and jobs: register, commission, deploy, watch, release. */
@ExtendWith(PlatformExtension.class)
class GoughServersTest {
    private static final String SERVERS = "/api/servers";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final RunningPlatform platform;
    private final Client client;

    GoughServersTest(RunningPlatform platform) {
        this.platform = platform;
        this.client = platform.chatops();
    }

    private static String mac() {
        var random = UUID.randomUUID().toString().replace("-", "");
        return "52:54:00:%s:%s:%s".formatted(random.substring(0, 2), random.substring(2, 4), random.substring(4, 6));
    }

    private static String hostname(String suffix) {
        return "web-" + UUID.randomUUID().toString().substring(0, 8) + suffix;
    }

    private JsonNode enlisted(String hostname) {
        var reply = client.post(SERVERS, "{\"hostname\": \"%s\", \"mac_address\": \"%s\"}".formatted(hostname, mac()));
        assertThat(reply.status()).isEqualTo(201);
        return reply.field("data");
    }

    private JsonNode job(String id) {
        return client.get("/api/jobs/" + id).field("data");
    }

    private JsonNode ended(Reply started) {
        assertThat(started.status()).isEqualTo(202);
        var id = started.field("data").path("job_id").asText();
        await().atMost(SOON).until(() -> !job(id).path("finished_at").isNull());
        return job(id);
    }

    private JsonNode done(String server, String action, String body) {
        var job = ended(client.post(SERVERS + "/" + server + "/" + action, body));
        assertThat(job.path("status").asText()).isEqualTo("completed");
        assertThat(job.path("progress").asInt()).isEqualTo(100);
        return job;
    }

    private JsonNode server(String id) {
        return client.get(SERVERS + "/" + id).field("data");
    }

    @Test
    @DisplayName("G3 G4 G5 G6 G8 G9: registered, commissioned, deployed, watched to the end, released")
    void theWholeWay() {
        var hostname = hostname("");
        var created = client.post(SERVERS, """
                {"mac_address": "52-54-00-%s", "hostname": "%s", "architecture": "amd64/generic", "power_type": "ipmi",
                 "power_parameters": {"power_address": "192.0.2.50", "power_user": "ops", "power_pass": "s3cr3t-%s"},
                 "tags": ["staging"]}""".formatted(
                        mac().substring(9).replace(':', '-').toUpperCase(Locale.ROOT), hostname, hostname));
        assertThat(created.status()).isEqualTo(201);
        var data = created.field("data");
        var id = data.path("id").asText();
        assertThat(created.required("Location")).isEqualTo(SERVERS + "/" + id);
        assertThat(data.path("status").asText()).isEqualTo("new");
        assertThat(data.path("system_id").asText()).isNotBlank();
        assertThat(data.path("mac_address").asText()).matches("52:54:00(:[0-9a-f]{2}){3}");
        assertThat(data.path("message").asText())
                .isEqualTo("Server registered successfully. Commission to complete setup.");
        assertThat(server(id).path("power_parameters").path("power_pass").asText())
                .isEqualTo("********");
        assertThat(platform.records()).noneMatch(record -> record.contains("s3cr3t-" + hostname));

        var started = client.post(
                SERVERS + "/" + id + "/commission",
                "{\"enable_ssh\": true, \"skip_networking\": false, \"testing_scripts\": [\"smartctl-validate\"]}");
        assertThat(started.field("data").path("job_id").asText()).matches("commission-job-\\d+");
        assertThat(started.field("data").path("status").asText()).isEqualTo("queued");
        assertThat(started.field("data").path("estimated_duration").asText()).isNotBlank();
        assertThat(started.field("data").path("server_id").asText()).isEqualTo(id);
        assertThat(ended(started).path("status").asText()).isEqualTo("completed");
        var found = server(id);
        assertThat(found.path("status").asText()).isEqualTo("commissioned");
        assertThat(found.path("cpu_cores").asInt()).isPositive();
        assertThat(found.path("memory").asInt()).isPositive();
        assertThat(found.path("storage").asLong()).isPositive();
        assertThat(found.path("storage_devices")).isNotEmpty();
        assertThat(found.path("network_interfaces").get(0).path("mac_address").asText())
                .isEqualTo(data.path("mac_address").asText());

        var renamed = hostname("-renamed");
        var job = done(id, "deploy", """
                {"distro_series": "jammy", "kernel": "", "hostname": "%s", "tags": ["web", "production"],
                 "environment_variables": {"NODE_ENV": "production"}}""".formatted(renamed));
        assertThat(job.path("type").asText()).isEqualTo("deploy");
        assertThat(job.path("hostname").asText()).isEqualTo(renamed);
        var deployed = server(id);
        assertThat(deployed.path("status").asText()).isEqualTo("deployed");
        assertThat(deployed.path("hostname").asText()).isEqualTo(renamed);
        assertThat(deployed.path("power_state").asText()).isEqualTo("on");
        assertThat(deployed.path("deployed_at").isNull()).isFalse();
        assertThat(deployed.path("tags")).extracting(JsonNode::asText).containsExactly("staging", "web", "production");
        var history = deployed.path("deployment_history").get(0);
        assertThat(history.path("action").asText()).isEqualTo("deploy");
        assertThat(history.path("status").asText()).isEqualTo("success");
        assertThat(client.get("/api/v1/servers/" + deployed.path("slug").asText())
                        .field("lifecycle")
                        .asText())
                .isEqualTo("deployed");
        assertThat(client.delete(SERVERS + "/" + id).status()).isEqualTo(409);

        var logs = client.get("/api/jobs/" + job.path("id").asText() + "/logs")
                .field("data")
                .path("logs");
        assertThat(logs)
                .extracting(line -> line.path("message").asText())
                .contains("[simulated] Beginning to deploy", "[simulated] Job completed")
                .anyMatch(message -> message.contains("NODE_ENV"));

        var whileDeployed = Instant.now().toString();
        done(id, "release", "{\"secure_erase\": true, \"quick_erase\": false}");
        assertThat(server(id).path("status").asText()).isEqualTo("commissioned");
        assertThat(server(id).path("deployed_at").isNull()).isTrue();
        assertThat(client.get(SERVERS + "/" + id + "?as_of=" + whileDeployed)
                        .field("data")
                        .path("status")
                        .asText())
                .isEqualTo("deployed");
        assertThat(client.delete(SERVERS + "/" + id).status()).isEqualTo(204);
        assertThat(client.get(SERVERS + "/" + id).status()).isEqualTo(404);
        assertThat(job(job.path("job_id").asText()).path("server_id").asText()).isEqualTo(id);
    }

    @Test
    @DisplayName(
            "G3: lists by status, search by hostname or MAC address in any spelling, sorted, in pages; G17: under the version")
    void lists() {
        var hostname = hostname("");
        var server = enlisted(hostname);
        var mac = server.path("mac_address").asText();
        for (var search : new String[] {
            hostname, hostname.toUpperCase(Locale.ROOT), mac, mac.replace(":", "-"), mac.replace(":", "")
        }) {
            var list = client.get(
                    SERVERS + "?status=new&search=" + search + "&page=1&per_page=10&sort=hostname&order=desc");
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.field("pagination").path("total").asInt()).isEqualTo(1);
            assertThat(list.field("data").get(0).path("id")).isEqualTo(server.path("id"));
        }
        assertThat(client.get(SERVERS + "?status=deployed&search=" + hostname).field("data"))
                .isEmpty();
        var versioned =
                client.with("Accept", "application/vnd.gough.v1+json").get("/api/v1/servers?search=" + hostname);
        assertThat(versioned.field("status").asText()).isEqualTo("success");
        assertThat(versioned.field("data").get(0).path("system_id")).isEqualTo(server.path("system_id"));
    }

    @ParameterizedTest
    @DisplayName("G3: lists are sorted both ways, and have a second page")
    @CsvSource({"hostname", "created_at", "status"})
    void listsInPages(String sort) {
        var common = hostname("");
        var ids = Stream.of("-a", "-b", "-c")
                .map(suffix -> enlisted(common + suffix).path("id").asText())
                .toList();
        done(ids.getLast(), "commission", "{}");
        // In the alphabet what is commissioned comes before what is new.
        var ascending = sort.equals("status")
                ? List.of(ids.get(2), ids.get(0), ids.get(1))
                : List.of(ids.get(0), ids.get(1), ids.get(2));
        var path = SERVERS + "?search=" + common + "&per_page=2&sort=" + sort;
        assertThat(idsOf(path + "&order=asc&page=1")).isEqualTo(ascending.subList(0, 2));
        assertThat(idsOf(path + "&order=asc&page=2")).isEqualTo(ascending.subList(2, 3));
        assertThat(idsOf(path + "&order=asc&page=3")).isEmpty();
        var descending = new ArrayList<>(idsOf(path + "&order=desc&page=1"));
        descending.addAll(idsOf(path + "&order=desc&page=2"));
        assertThat(descending).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(sort.equals("status") ? descending.getLast() : descending.getFirst())
                .isEqualTo(ids.getLast());
        var pagination = client.get(path + "&page=2").field("pagination");
        assertThat(pagination.path("total").asInt()).isEqualTo(3);
        assertThat(pagination.path("page").asInt()).isEqualTo(2);
    }

    private List<String> idsOf(String path) {
        return client.get(path)
                .field("data")
                .valueStream()
                .map(server -> server.path("id").asText())
                .toList();
    }

    @ParameterizedTest
    @DisplayName("G3: what a list cannot be asked by is refused by its name")
    @CsvSource({"status=broken, status", "sort=uuid, sort", "order=up, order", "per_page=101, per_page"})
    void listsRefuse(String query, String field) {
        var reply = client.get(SERVERS + "?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.field("error").path("details").path("field").asText()).contains(field);
    }

    @ParameterizedTest
    @DisplayName("G5: what cannot be registered is refused by its name")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"hostname\": \"web\"}|mac_address",
                "{\"mac_address\": \"52:54:00:12:34:57\"}|hostname",
                "{\"hostname\": \"web\", \"mac_address\": \"52:54:00:12:34\"}|mac_address",
                "{\"hostname\": \"we b\", \"mac_address\": \"52:54:00:12:34:57\"}|hostname",
                "{\"hostname\": \"web\", \"mac_address\": \"52:54:00:12:34:57\", \"power_type\": \"I P\"}|power_type",
                "{\"hostname\": \"web\", \"mac_address\": \"52:54:00:12:34:57\", \"power_parameters\": {\"power_pass\": null}}|power_parameters.power_pass"
            })
    void refusesToRegister(String body, String field) {
        var reply = client.post(SERVERS, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.field("error").path("code").asText()).isEqualTo("VALIDATION_ERROR");
        assertThat(reply.field("error").path("details").path("field").asText()).isEqualTo(field);
    }

    @Test
    @DisplayName("Rule 13: what is wrong with a power parameter is said without it")
    void parametersAreNotRepeated() {
        for (var value : new String[] {"47114711", "[\"47114711\"]", "{\"47114711\": 1}"}) {
            var reply = client.post(SERVERS, """
                    {"hostname": "web", "mac_address": "52:54:00:12:34:57", "power_parameters": {"k_g": %s}}""".formatted(value));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.raw().body()).doesNotContain("47114711").contains("power_parameters");
        }
    }

    @Test
    @DisplayName("G5: hostname and MAC address are unique")
    void unique() {
        var server = enlisted(hostname(""));
        var sameName = client.post(
                SERVERS,
                "{\"hostname\": \"%s\", \"mac_address\": \"%s\"}"
                        .formatted(server.path("hostname").asText(), mac()));
        assertThat(sameName.status()).isEqualTo(409);
        assertThat(sameName.field("error").path("code").asText()).isEqualTo("CONFLICT");
        var sameMac = client.post(
                SERVERS,
                "{\"hostname\": \"%s\", \"mac_address\": \"%s\"}"
                        .formatted(
                                hostname(""),
                                server.path("mac_address").asText().replace(":", "")));
        assertThat(sameMac.status()).isEqualTo(409);
    }

    @Test
    @DisplayName("G6: what cannot be deployed is refused by its name, what is illegal now by the state")
    void refusesToDeploy() {
        var id = enlisted(hostname("")).path("id").asText();
        var path = SERVERS + "/" + id + "/deploy";
        assertThat(client.post(path, "{\"template\": \"docker-host\"}")
                        .field("error")
                        .path("details")
                        .path("field")
                        .asText())
                .isEqualTo("template");
        assertThat(client.post(path, "{\"user_data\": \"" + "ü".repeat(40_000) + "\"}")
                        .field("error")
                        .path("details")
                        .path("field")
                        .asText())
                .isEqualTo("user_data");
        var illegal = client.post(path, "{}");
        assertThat(illegal.status()).isEqualTo(409);
        assertThat(illegal.field("error").path("message").asText()).contains("is new");
        assertThat(client.post(SERVERS + "/" + id + "/release", "{\"secure_erase\": true, \"quick_erase\": true}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post(SERVERS + "/999999999/deploy", "{}").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("G6 G8 G9: a server has one job at a time, which can be cancelled, and deleted when it is over")
    void cancels() {
        var id = enlisted(hostname("-hang")).path("id").asText();
        var path = SERVERS + "/" + id + "/commission";
        var job = client.post(path, "{}").field("data").path("job_id").asText();
        var second = client.post(path, "{}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.field("error").path("message").asText()).contains(job);
        assertThat(client.delete(SERVERS + "/" + id).status()).isEqualTo(409);
        await().atMost(SOON).until(() -> job(job).path("progress").asInt() > 0);
        assertThat(client.get("/api/jobs?status=running&type=commission&server_id=" + id)
                        .field("data"))
                .extracting(each -> each.path("job_id").asText())
                .containsExactly(job);
        assertThat(client.get("/api/jobs?type=command&server_id=" + id).field("data"))
                .isEmpty();
        var other = "/api/jobs/" + job.replace("commission", "power");
        assertThat(client.get(other).status()).isEqualTo(404);
        assertThat(client.get(other + "/logs").status()).isEqualTo(404);
        assertThat(client.post(other + "/cancel", "").status()).isEqualTo(404);
        assertThat(client.delete(other).status()).isEqualTo(404);
        assertThat(client.delete("/api/jobs/" + job).status()).isEqualTo(409);
        var cancelled = client.post("/api/jobs/" + job + "/cancel", "");
        assertThat(cancelled.status()).isEqualTo(200);
        await().atMost(SOON).until(() -> job(job).path("status").asText().equals("cancelled"));
        assertThat(server(id).path("status").asText()).isEqualTo("new");
        assertThat(client.post("/api/jobs/" + job + "/cancel", "").status()).isEqualTo(409);
        assertThat(client.delete("/api/jobs/" + job).status()).isEqualTo(204);
        assertThat(client.get("/api/jobs/" + job).status()).isEqualTo(404);
        assertThat(server(id).path("deployment_history").get(0).path("status").asText())
                .isEqualTo("cancelled");
    }

    @Test
    @DisplayName("Rules 9 and 10: a repeated request is answered as before, one that saw another version is refused")
    void repeatedAndConditional() {
        var id = enlisted(hostname("-hang")).path("id").asText();
        var path = SERVERS + "/" + id + "/commission";
        var version = client.get(SERVERS + "/" + id).required("ETag");
        assertThat(client.with("If-Match", "\"9\"").post(path, "{}").status()).isEqualTo(412);
        var keyed = client.with("Idempotency-Key", UUID.randomUUID().toString());
        var first = keyed.with("If-Match", version).post(path, "{}");
        assertThat(first.status()).isEqualTo(202);
        var again = keyed.post(path, "{}");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.field("data")).isEqualTo(first.field("data"));
        assertThat(client.get("/api/jobs?server_id=" + id).field("data")).hasSize(1);
        assertThat(client.post("/api/jobs/" + first.field("data").path("job_id").asText() + "/cancel", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("G6 G9: what fails says why, leaves the server failed, and is taken up again by a retry")
    void fails() {
        var id = enlisted(hostname("-fail-commission")).path("id").asText();
        var failed = ended(client.post(SERVERS + "/" + id + "/commission", "{}"));
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("error").asText()).contains("simulation");
        assertThat(failed.path("progress").asInt()).isLessThan(100);
        assertThat(server(id).path("status").asText()).isEqualTo("failed");
        var again = client.post("/api/jobs/" + failed.path("job_id").asText() + "/retry", "");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.field("data").path("retry_of")).isEqualTo(failed.path("id"));
        assertThat(ended(again).path("status").asText()).isEqualTo("failed");
        assertThat(client.delete(SERVERS + "/" + id).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("H5: homelab's deletion takes a server away whatever it is at, and stops the job")
    void homelabDeletes() {
        var server = enlisted(hostname("-hang"));
        var job = client.post(SERVERS + "/" + server.path("id").asText() + "/commission", "{}")
                .field("data")
                .path("job_id")
                .asText();
        await().atMost(SOON).until(() -> job(job).path("progress").asInt() > 0);
        assertThat(platform.homelab()
                        .delete("/api/v1/servers/" + server.path("slug").asText())
                        .status())
                .isEqualTo(204);
        await().atMost(SOON).until(() -> job(job).path("status").asText().equals("cancelled"));
    }

    @Test
    @DisplayName("G14: a job is followed to its end, from where a client got to, and its log too")
    void streams() {
        var id = enlisted(hostname("")).path("id").asText();
        var job = client.post(SERVERS + "/" + id + "/commission", "{}")
                .field("data")
                .path("job_id")
                .asText();
        JsonNode last;
        var percentage = -1;
        try (var events = EventClient.open(client, "/api/ws/jobs/" + job)) {
            do {
                last = events.data();
                assertThat(last.path("percentage").asInt()).isGreaterThanOrEqualTo(percentage);
                percentage = last.path("percentage").asInt();
            } while (last.path("status").asText().matches("pending|running"));
            events.awaitEnd();
        }
        assertThat(last.path("status").asText()).isEqualTo("completed");
        assertThat(percentage).isEqualTo(100);
        var log = client.get("/api/jobs/" + job + "/logs").field("data");
        assertThat(log.path("real_time_url").asText()).endsWith("/logs/stream");
        var lines = log.path("logs");
        var path = "/api/jobs/" + job + "/logs/stream";
        var beforeLast = "";
        try (var all = EventClient.open(client, path)) {
            for (var i = 0; i < lines.size(); i++) {
                var event = all.lines();
                assertThat(EventClient.data(event)).isEqualTo(lines.get(i));
                beforeLast = i == lines.size() - 2 ? EventClient.field(event, "id") : beforeLast;
            }
            all.awaitEnd();
        }
        try (var rest = EventClient.open(client, path, "Last-Event-ID", beforeLast)) {
            assertThat(rest.data()).isEqualTo(lines.get(lines.size() - 1));
            rest.awaitEnd();
        }
        for (var seen : new String[][] {{}, {"Last-Event-ID", "1"}, {"Last-Event-ID", "999999"}}) {
            try (var events = EventClient.open(client, "/api/ws/jobs/" + job, seen)) {
                assertThat(events.data()).isEqualTo(last);
                events.awaitEnd();
            }
        }
        assertThat(client.undescribed().get("/api/ws/jobs/999999999").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("G14: a job that does not move is shown as it is to who follows it, and its end when it comes")
    void hangingJobIsFollowed() {
        var id = enlisted(hostname("-hang")).path("id").asText();
        var job = client.post(SERVERS + "/" + id + "/commission", "{}")
                .field("data")
                .path("job_id")
                .asText();
        await().atMost(SOON).until(() -> job(job).path("progress").asInt() > 0);
        try (var events = EventClient.open(client, "/api/ws/jobs/" + job)) {
            assertThat(events.data().path("status").asText()).isEqualTo("running");
            assertThat(client.post("/api/jobs/" + job + "/cancel", "").status()).isEqualTo(200);
            JsonNode last;
            do {
                last = events.data();
            } while (last.path("status").asText().equals("running"));
            assertThat(last.path("status").asText()).isEqualTo("cancelled");
            events.awaitEnd();
        }
    }

    @Test
    @DisplayName("G14: what becomes of servers is told as it happens")
    void serversStream() {
        try (var events = EventClient.open(client, "/api/ws/servers")) {
            var server = enlisted(hostname(""));
            var id = server.path("id").asText();
            var registered = eventOf(events, id, "registered");
            assertThat(registered.path("server").path("hostname")).isEqualTo(server.path("hostname"));
            done(id, "commission", "{}");
            await().atMost(SOON)
                    .until(() -> eventOf(events, id, "changed")
                            .path("server")
                            .path("status")
                            .asText()
                            .equals("commissioned"));
            assertThat(client.delete(SERVERS + "/" + id).status()).isEqualTo(204);
            assertThat(eventOf(events, id, "deleted").path("server").path("mac_address"))
                    .isEqualTo(server.path("mac_address"));
        }
    }

    @Test
    @DisplayName("G14: who comes back from another instance is told to read the list anew, and then what happens")
    void serversStreamOfAnotherInstance() {
        try (var events = EventClient.open(client, "/api/ws/servers", "Last-Event-ID", "1-1")) {
            var reset = events.lines();
            assertThat(EventClient.data(reset).toString()).isEqualTo("{\"type\":\"reset\"}");
            var id = enlisted(hostname("")).path("id").asText();
            eventOf(events, id, "registered");
            try (var again =
                    EventClient.open(client, "/api/ws/servers", "Last-Event-ID", EventClient.field(reset, "id"))) {
                eventOf(again, id, "registered");
            }
        }
    }

    /** The next event of that type about that server. */
    private static JsonNode eventOf(EventClient events, String id, String type) {
        while (true) {
            var lines = events.lines();
            if (lines.stream().anyMatch(line -> line.startsWith("data:"))) {
                var event = EventClient.data(lines);
                if (event.path("type").asText().equals(type)
                        && event.path("server").path("id").asText().equals(id)) {
                    return event;
                }
            }
        }
    }

    @Test
    @DisplayName("G7: the power of a simulated machine is switched by a job, and asked for")
    void power() {
        var id = enlisted(hostname("")).path("id").asText();
        var path = SERVERS + "/" + id + "/power/";
        assertThat(client.post(path + "query", "")
                        .field("data")
                        .path("power_state")
                        .asText())
                .isEqualTo("off");
        for (var action : new String[] {"on", "cycle", "off"}) {
            var started = client.post(path + action, "{\"force\": false}");
            assertThat(started.field("data").path("job_id").asText()).matches("power-job-\\d+");
            assertThat(ended(started).path("status").asText()).isEqualTo("completed");
            var seen = client.post(path + "query", "").field("data");
            assertThat(seen.path("power_state").asText()).isEqualTo(action.equals("off") ? "off" : "on");
            assertThat(seen.path("source").asText()).isEqualTo("simulated");
        }
        assertThat(server(id).path("status").asText()).isEqualTo("new");
        assertThat(client.post(path + "explode", "{}").status()).isEqualTo(400);
        var real = client.post(
                SERVERS,
                "{\"hostname\": \"%s\", \"mac_address\": \"%s\", \"power_type\": \"ipmi\"}"
                        .formatted(hostname(""), mac()));
        var refused = client.post(SERVERS + "/" + real.field("data").path("id").asText() + "/power/on", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field("error").path("message").asText()).contains("ipmi");
    }
}
