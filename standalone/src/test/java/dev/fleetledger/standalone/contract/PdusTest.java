package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The PDU document's promises. Each test has an organization of its own. */
@ExtendWith(PlatformExtension.class)
class PdusTest {
    private final RunningPlatform platform;
    private final Client client;
    private final String organization = UUID.randomUUID().toString();

    PdusTest(RunningPlatform platform) {
        this.platform = platform;
        this.client = platform.chatops();
    }

    @Test
    @DisplayName("P3: the document's own request makes a PDU with its sockets, at 220 V and active")
    void theDocumentsPdu() {
        var created = client.post("/api/v1/pdus", """
                {
                  "name": "DataCenter-Rack-A1-PDU",
                  "code": "PDU-DC-A1-001",
                  "type": "rack",
                  "organization_id": "%s",
                  "department_id": "550e8400-e29b-41d4-a716-446655440001",
                  "total_sockets": 12,
                  "location": "Data Center - Building A - Rack 1",
                  "mqtt_base_topic": "/datacenter/buildingA/rack1"
                }""".formatted(organization));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.field("success").asBoolean()).isTrue();
        assertThat(created.field("message").asText()).isEqualTo("PDU created successfully");
        assertThat(created.field("timestamp").asText()).endsWith("Z");
        var pdu = created.field("data");
        assertThat(created.required("Location"))
                .endsWith("/api/v1/pdus/" + pdu.path("id").asText());
        assertThat(pdu.path("voltage_rating").asInt()).isEqualTo(220);
        assertThat(pdu.path("status").asText()).isEqualTo("active");
        assertThat(pdu.path("sockets")).hasSize(12).allSatisfy(socket -> {
            assertThat(socket.path("pdu_id")).isEqualTo(pdu.path("id"));
            assertThat(socket.path("status").asText()).isEqualTo("free");
        });
        assertThat(pdu.path("sockets").path(11).path("socket_number").asInt()).isEqualTo(12);

        var read = client.get("/api/v1/pdus/" + pdu.path("id").asText() + "?include_sockets=true");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.field("message").asText()).isEqualTo("PDU retrieved successfully");
        assertThat(read.field("data")).isEqualTo(pdu);
        assertThat(read.required("ETag")).isEqualTo("\"1\"");
    }

    @Test
    @DisplayName("P3: wrong fields are named one by one, with what was received and what is expected")
    void wrongFields() {
        var refused = client.post("/api/v1/pdus", """
                {"name": "AB", "code": "X", "type": "toaster", "total_sockets": 0, "voltage_rating": "abc"}""");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field("success").asBoolean()).isFalse();
        assertThat(refused.field("message").asText()).isEqualTo("Validation failed");
        assertThat(refused.field("error_code").asText()).isEqualTo("VALIDATION_ERROR");
        var errors = refused.field("errors");
        assertThat(errors)
                .extracting(error -> error.path("field").asText())
                .containsExactlyInAnyOrder("name", "type", "total_sockets", "voltage_rating");
        var sockets = find(errors, "field", "total_sockets");
        assertThat(sockets.path("message").asText()).isEqualTo("Socket count must be between 1 and 48");
        assertThat(sockets.path("received").asInt()).isZero();
        assertThat(sockets.path("expected").asText()).isEqualTo("integer between 1 and 48");
        var voltage = find(errors, "field", "voltage_rating");
        assertThat(voltage.path("message").asText()).isEqualTo("Invalid voltage rating");
        assertThat(voltage.path("received").asText()).isEqualTo("abc");
        assertThat(voltage.path("expected").asText()).isEqualTo("integer between 100 and 480");
    }

    @ParameterizedTest
    @CsvSource({"1,201", "48,201", "49,400"})
    @DisplayName("P3: 1 to 48 sockets")
    void socketCounts(int sockets, int status) {
        assertThat(create("Rack", sockets, "").status()).isEqualTo(status);
    }

    @Test
    @DisplayName("P3: a code is unique in its organization")
    void codesAreUnique() {
        var body = """
                {"name": "Rack", "code": "PDU-1", "type": "rack", "total_sockets": 1, "organization_id": "%s"}""";
        assertThat(client.post("/api/v1/pdus", body.formatted(organization)).status())
                .isEqualTo(201);
        var again = client.post("/api/v1/pdus", body.formatted(organization));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.field("error_code").asText()).isEqualTo("PDU_EXISTS");
        assertThat(client.post("/api/v1/pdus", body.formatted(UUID.randomUUID()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("P1: the list has sockets, stats if asked for, filters, sorting and pages")
    void list() {
        for (var name : List.of("Cart", "Alpha", "Beta")) {
            create(name, 2, name.equals("Cart") ? ", \"location\": \"Room 7\"" : "");
        }
        var path = "/api/v1/pdus?organization_id=" + organization;
        var all = client.get(path + "&include_stats=true");
        assertThat(all.status()).isEqualTo(200);
        assertThat(names(all)).containsExactly("Alpha", "Beta", "Cart");
        assertThat(all.field("data").path(0).path("sockets")).hasSize(2);
        assertThat(all.field("data").path(0).path("stats").path("free_sockets").asInt())
                .isEqualTo(2);
        assertThat(all.field("pagination").path("total_items").asInt()).isEqualTo(3);
        assertThat(all.field("pagination").path("per_page").asInt()).isEqualTo(20);

        var second = client.get(path + "&page=2&limit=2&sort_by=name&sort_order=desc");
        assertThat(names(second)).containsExactly("Alpha");
        assertThat(second.field("data").path(0).has("stats")).isFalse();
        var pages = second.field("pagination");
        assertThat(pages.path("current_page").asInt()).isEqualTo(2);
        assertThat(pages.path("total_pages").asInt()).isEqualTo(2);
        assertThat(pages.path("has_next").asBoolean()).isFalse();
        assertThat(pages.path("has_prev").asBoolean()).isTrue();

        assertThat(names(client.get(path + "&location=room"))).containsExactly("Cart");
        assertThat(names(client.get(path + "&search=ALPH"))).containsExactly("Alpha");
        assertThat(names(client.get(path + "&type=cart"))).isEmpty();
        assertThat(names(client.get(path + "&status=active&department_id=" + UUID.randomUUID())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"page,0", "limit,101", "type,toaster", "status,gone", "sort_by,price", "sort_order,up"})
    @DisplayName("P1: a wrong parameter is named")
    void wrongParameters(String name, String value) {
        var refused = client.get("/api/v1/pdus?" + name + "=" + value);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field("errors").path(0).path("field").asText()).isEqualTo(name);
    }

    @Test
    @DisplayName("P2: a PDU shows sockets and devices if asked for; one that is not is 404 in the document's body")
    void one() {
        var pdu = create("Rack", 2, "").field("data");
        var device = device("DEV-1", "");
        assign(pdu, 0, device);
        var path = "/api/v1/pdus/" + pdu.path("id").asText();
        assertThat(client.get(path).field("data").has("sockets")).isFalse();
        var full =
                client.get(path + "?include_sockets=true&include_devices=true").field("data");
        assertThat(full.path("devices").path(0).path("serial_number").asText()).isEqualTo("DEV-1");
        assertThat(full.path("sockets").path(0).path("device").path("id").asText())
                .isEqualTo(device);

        var id = UUID.randomUUID().toString();
        var missing = client.get("/api/v1/pdus/" + id);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.field("message").asText()).isEqualTo("PDU not found");
        assertThat(missing.field("error_code").asText()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(missing.field("resource_type").asText()).isEqualTo("PDU");
        assertThat(missing.field("resource_id").asText()).isEqualTo(id);
        assertThat(client.get("/api/v1/pdus/none").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("P4: a PUT changes what was sent; the sockets' number stays; the voltage under devices is confirmed")
    void update() {
        var pdu = create("Rack", 2, ", \"floor\": \"1\"").field("data");
        var path = "/api/v1/pdus/" + pdu.path("id").asText();
        var updated = client.with("If-Match", "\"1\"").put(path, "{\"name\": \"Other\", \"status\": \"maintenance\"}");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.field("message").asText()).isEqualTo("PDU updated successfully");
        assertThat(updated.field("data").path("floor").asText()).isEqualTo("1");
        assertThat(client.with("If-Match", "\"1\"")
                        .put(path, "{\"name\": \"Late\"}")
                        .status())
                .isEqualTo(412);

        var sockets = client.put(path, "{\"total_sockets\": 24}");
        assertThat(sockets.status()).isEqualTo(422);
        assertThat(sockets.field("error_code").asText()).isEqualTo("BUSINESS_RULE_VIOLATION");

        assign(pdu, 0, device("DEV-1", ""));
        assertThat(client.put(path, "{\"voltage_rating\": 110}").status()).isEqualTo(409);
        assertThat(client.put(path, "{\"voltage_rating\": 110, \"confirm\": true}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("P5: a PDU goes once it is empty and inactive; the answer says what stands in the way")
    void delete() {
        var pdu = create("Rack", 2, "").field("data");
        var path = "/api/v1/pdus/" + pdu.path("id").asText();
        var socket = assign(pdu, 1, device("DEV-1", ""));

        var refused = client.delete(path);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field("message").asText()).isEqualTo("Cannot delete PDU with active assignments");
        assertThat(refused.field("error_code").asText()).isEqualTo("BUSINESS_RULE_VIOLATION");
        assertThat(refused.field("suggested_action").asText()).isEqualTo("Unassign all devices before deletion");
        var details = refused.field("details");
        assertThat(details.path("active_sockets").asInt()).isEqualTo(1);
        assertThat(details.path("assigned_devices").path(0).path("socket_id").asText())
                .isEqualTo(socket);
        assertThat(details.path("assigned_devices")
                        .path(0)
                        .path("device_serial")
                        .asText())
                .isEqualTo("DEV-1");

        assertThat(client.post("/api/v1/sockets/" + socket + "/unassign", "").status())
                .isEqualTo(200);
        assertThat(client.delete(path).status()).isEqualTo(409);
        client.put(path, "{\"status\": \"inactive\"}");
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(client.get("/api/v1/sockets/" + socket).status()).isEqualTo(404);
        assertThat(client.get(path + "/history")
                        .field("data")
                        .path("events")
                        .path(0)
                        .path("type")
                        .asText())
                .isEqualTo("pdu.deleted");
    }

    @Test
    @DisplayName("P6, P7, P8: sockets of one PDU, of all, and one, whose name can change")
    void sockets() {
        var pdu = create("Rack", 2, "").field("data");
        var id = pdu.path("id").asText();
        var device = device("DEV-1", "");
        var socket = assign(pdu, 0, device);

        var own = client.get("/api/v1/pdus/" + id + "/sockets?include_device=true");
        assertThat(own.field("data")).hasSize(2);
        assertThat(own.field("data").path(0).path("device").path("id").asText()).isEqualTo(device);
        assertThat(client.get("/api/v1/sockets?pdu_id=" + id).field("data")).hasSize(2);
        assertThat(client.get("/api/v1/sockets").field("data").size()).isGreaterThanOrEqualTo(2);
        assertThat(client.get("/api/v1/sockets/" + socket).field("data").has("device"))
                .isFalse();

        var renamed = client.put(
                "/api/v1/sockets/" + socket, "{\"name\": \"Server Socket 1\", \"mqtt_topic_suffix\": \"web\"}");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.field("data").path("name").asText()).isEqualTo("Server Socket 1");
        assertThat(client.get("/api/v1/sockets/" + socket + "?include_device=true")
                        .field("data"))
                .isEqualTo(renamed.field("data"));
        assertThat(client.put("/api/v1/sockets/" + socket, "{\"name\": null}").status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("P9, P10: one device a socket, one socket a device; nothing is taken from a free one")
    void assignment() {
        var pdu = create("Rack", 2, "").field("data");
        var device = device("DEV-1", "");
        var first = socket(pdu, 0);
        var assigned = client.post("/api/v1/sockets/" + first + "/assign", "{\"device_id\": \"" + device + "\"}");
        assertThat(assigned.status()).isEqualTo(200);
        assertThat(assigned.field("data").path("device_id").asText()).isEqualTo(device);
        assertThat(assigned.field("data").path("status").asText()).isEqualTo("assigned");

        var second = "/api/v1/sockets/" + socket(pdu, 1);
        assertThat(client.post(second + "/assign", "{\"device_id\": \"" + device + "\"}")
                        .status())
                .isEqualTo(409);
        var other = "{\"device_id\": \"" + device("DEV-2", "") + "\"}";
        assertThat(client.post("/api/v1/sockets/" + first + "/assign", other).status())
                .isEqualTo(409);
        assertThat(client.post(second + "/unassign", "").status()).isEqualTo(409);
        assertThat(client.post(second + "/assign", "{}").status()).isEqualTo(400);
        var retired = "{\"device_id\": \"" + device("DEV-3", ", \"status\": \"decommissioned\"") + "\"}";
        assertThat(client.post(second + "/assign", retired).status()).isEqualTo(422);
    }

    @Test
    @DisplayName("P9: an assignment past the power budget needs force")
    void powerBudget() {
        var pdu = create("Rack", 2, ", \"max_power_watts\": 500").field("data");
        assign(pdu, 0, device("DEV-1", ", \"rated_watts\": 300"));
        var path = "/api/v1/sockets/" + socket(pdu, 1) + "/assign";
        var device = device("DEV-2", ", \"rated_watts\": 201");
        var refused = client.post(path, "{\"device_id\": \"" + device + "\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field("error_code").asText()).isEqualTo("POWER_BUDGET_EXCEEDED");
        assertThat(client.post(path, "{\"device_id\": \"" + device + "\", \"force\": true}")
                        .status())
                .isEqualTo(200);
        var shown = client.get("/api/v1/pdus/" + pdu.path("id").asText()).field("data");
        assertThat(shown.path("allocated_watts").asInt()).isEqualTo(501);
        assertThat(shown.path("free_watts").asInt()).isEqualTo(-1);
    }

    @Test
    @DisplayName("P9: 64 callers assign one device to 64 sockets at once: one does")
    void oneOf64() throws Exception {
        var sockets = new ArrayList<String>();
        for (var number = 0; number < 2; number++) {
            var pdu = create("Rack " + number, 32, "").field("data");
            pdu.path("sockets").forEach(socket -> sockets.add(socket.path("id").asText()));
        }
        var device = device("DEV-1", "");
        var body = "{\"device_id\": \"" + device + "\"}";
        List<Future<Integer>> answers;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = callers.invokeAll(sockets.stream()
                    .<java.util.concurrent.Callable<Integer>>map(
                            socket -> () -> client.post("/api/v1/sockets/" + socket + "/assign", body)
                                    .status())
                    .toList());
        }
        assertThat(answers.stream().map(PdusTest::join).filter(status -> status == 200))
                .hasSize(1);
        assertThat(answers.stream().map(PdusTest::join).filter(status -> status == 409))
                .hasSize(63);
        var winner = IntStream.range(0, 64)
                .filter(index -> join(answers.get(index)) == 200)
                .mapToObj(sockets::get)
                .findFirst()
                .orElseThrow();
        var place = client.get("/api/v1/devices/" + device).field("data").path("socket");
        assertThat(place.path("id").asText()).isEqualTo(winner);
        var stats = client.get("/api/v1/pdus?include_stats=true&organization_id=" + organization);
        assertThat(stats.field("data"))
                .extracting(pdu -> pdu.path("stats").path("assigned_sockets").asInt())
                .containsExactlyInAnyOrder(0, 1);
    }

    @Test
    @DisplayName("P11: the document's change of a device, and the requests that it presupposes")
    void devices() {
        var id = device("DEV-1", ", \"purchase_date\": \"2024-01-15\"");
        var updated = client.put("/api/v1/devices/" + id, "{\"status\": \"maintenance\"}");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.field("message").asText()).isEqualTo("Device updated successfully");
        assertThat(updated.field("data").path("status").asText()).isEqualTo("maintenance");
        assertThat(updated.field("data").path("purchase_date").asText()).isEqualTo("2024-01-15");
        assertThat(client.get("/api/v1/devices/" + id).field("data")).isEqualTo(updated.field("data"));
        var list = client.get("/api/v1/devices?organization_id=" + organization);
        assertThat(list.field("data")).hasSize(1);
        assertThat(list.field("pagination").path("total_items").asInt()).isEqualTo(1);

        assertThat(client.put("/api/v1/devices/" + id, "{\"status\": \"lost\"}").status())
                .isEqualTo(400);
        assertThat(client.put("/api/v1/devices/" + id, "{\"server_id\": \"nowhere\"}")
                        .status())
                .isEqualTo(422);
        assertThat(client.delete("/api/v1/devices/" + id).status()).isEqualTo(204);
        assertThat(client.get("/api/v1/devices/" + id).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("P11: a device that has a socket is neither deleted nor decommissioned")
    void devicesInSockets() {
        var pdu = create("Rack", 1, "").field("data");
        var id = device("DEV-1", "");
        assign(pdu, 0, id);
        assertThat(client.delete("/api/v1/devices/" + id).status()).isEqualTo(409);
        assertThat(client.put("/api/v1/devices/" + id, "{\"status\": \"decommissioned\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("P9, P11: a server shows where its devices draw their power")
    void powerFeeds() {
        var slug = "fed-" + organization.substring(0, 8);
        var server = platform.homelab()
                .post("/api/v1/servers", "{\"id\": \"%s\", \"hostname\": \"fed\", \"tdp_watts\": 65}".formatted(slug));
        assertThat(server.status()).isEqualTo(201);
        var pdu = create("Rack", 1, "").field("data");
        var device = device("DEV-1", ", \"server_id\": \"" + slug + "\"");
        var socket = assign(pdu, 0, device);
        var feed = platform.homelab()
                .get("/api/v1/servers/" + slug)
                .field("power_feeds")
                .path(0);
        assertThat(feed.path("pdu_id")).isEqualTo(pdu.path("id"));
        assertThat(feed.path("socket_id").asText()).isEqualTo(socket);
        assertThat(feed.path("device_id").asText()).isEqualTo(device);
        assertThat(client.get("/api/v1/pdus/" + pdu.path("id").asText())
                        .field("data")
                        .path("allocated_watts")
                        .asInt())
                .isEqualTo(65);

        assertThat(platform.homelab().delete("/api/v1/servers/" + slug).status())
                .isEqualTo(204);
        assertThat(client.get("/api/v1/devices/" + device)
                        .field("data")
                        .path("server_id")
                        .isNull())
                .isTrue();
    }

    @Test
    @DisplayName("P8: as_of tells which device sat in a socket then")
    void asOf() {
        var pdu = create("Rack", 1, "").field("data");
        var socket = socket(pdu, 0);
        var device = "{\"device_id\": \"" + device("DEV-1", "") + "\"}";
        var then = client.post("/api/v1/sockets/" + socket + "/assign", device).required("Fleet-Position");
        client.post("/api/v1/sockets/" + socket + "/unassign", "");
        var path = "/api/v1/sockets/" + socket + "?include_device=true";
        assertThat(client.get(path + "&as_of=" + then)
                        .field("data")
                        .path("device")
                        .path("serial_number")
                        .asText())
                .isEqualTo("DEV-1");
        assertThat(client.get(path).field("data").path("device_id").isNull()).isTrue();
        assertThat(client.get(path + "&as_of=2999-01-01T00:00:00Z").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("P12: without credentials 401, without permission 403 that names required and held")
    void permissions() {
        var nobody = platform.anonymous()
                .with("Accept", "application/vnd.pdu.v1+json")
                .get("/api/v1/pdus");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.field("message").asText()).isEqualTo("Authentication required");
        assertThat(nobody.field("error_code").asText()).isEqualTo("UNAUTHORIZED");

        var agent = platform.agent().post("/api/v1/sockets/" + UUID.randomUUID() + "/assign", "{}");
        assertThat(agent.status()).isEqualTo(403);
        assertThat(agent.field("message").asText()).isEqualTo("Insufficient permissions");
        assertThat(agent.field("error_code").asText()).isEqualTo("FORBIDDEN");
        assertThat(agent.field("required_permissions"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("device.manage", "system.admin");
        assertThat(agent.field("user_permissions").isArray()).isTrue();
    }

    @Test
    @DisplayName("P3: the same Idempotency-Key makes one PDU")
    void idempotency() {
        var once = client.with("Idempotency-Key", organization, "Fleet-Reason", "new rack");
        var body = """
                {"name": "Rack", "code": "PDU-1", "type": "rack", "total_sockets": 1, "organization_id": "%s"}""".formatted(organization);
        var first = once.post("/api/v1/pdus", body);
        var second = once.post("/api/v1/pdus", body);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.field("data")).isEqualTo(first.field("data"));
        var history =
                client.get("/api/v1/pdus/" + first.field("data").path("id").asText() + "/history");
        assertThat(history.field("data").path("events")).hasSize(1);
        assertThat(history.field("data").path("events").path(0).path("reason").asText())
                .isEqualTo("new rack");
    }

    @Test
    @DisplayName("Tables: a dry run says what would become of each row; then it does, once")
    void imports() {
        var csv = client.with("Content-Type", "text/csv");
        var table = """
                name,code,type,total_sockets,organization_id,location
                Rack A,PDU-A,rack,2,%1$s,Room 1
                Rack B,PDU-B,toaster,2,%1$s,Room 1
                Rack C,PDU-A,rack,2,%1$s,Room 1
                """.formatted(organization);
        var dry = csv.post("/api/v1/pdus/import?dry_run=true", table);
        assertThat(dry.status()).isEqualTo(200);
        assertThat(outcomes(dry)).containsExactly("created", "rejected", "rejected");
        assertThat(dry.field("data")
                        .path("rows")
                        .path(1)
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asText())
                .isEqualTo("type");
        assertThat(names(client.get("/api/v1/pdus?organization_id=" + organization)))
                .isEmpty();

        assertThat(outcomes(csv.post("/api/v1/pdus/import", table))).containsExactly("created", "rejected", "rejected");
        assertThat(names(client.get("/api/v1/pdus?organization_id=" + organization)))
                .containsExactly("Rack A");
        assertThat(outcomes(csv.post("/api/v1/pdus/import", table)).getFirst()).isEqualTo("unchanged");
        assertThat(outcomes(csv.post("/api/v1/pdus/import", table.replace("Rack A", "Rack Z")))
                        .getFirst())
                .isEqualTo("updated");

        var devices =
                "serial_number,rated_watts,organization_id\nDEV-1,300,%1$s\nDEV-2,,%1$s\n".formatted(organization);
        assertThat(outcomes(csv.post("/api/v1/devices/import", devices))).containsExactly("created", "created");
        assertThat(client.post("/api/v1/devices/import", "{}").status()).isEqualTo(415);
        assertThat(csv.post("/api/v1/devices/import", "serial\nDEV-1\n").status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("P13: a Postman collection, generated from OpenAPI, for everybody")
    void postman() {
        var collection = platform.anonymous().undescribed().get("/api/postman.json");
        assertThat(collection.status()).isEqualTo(200);
        assertThat(collection.field("info").path("schema").asText()).contains("v2.1.0");
        assertThat(collection.field("item").findValuesAsText("name"))
                .contains("POST /api/v1/pdus", "POST /api/v1/sockets/{id}/assign", "PUT /api/v1/devices/{id}");
        assertThat(collection.field("variable").findValuesAsText("key")).contains("base_url", "api_key", "pdus_id");
    }

    private Reply create(String name, int sockets, String more) {
        return client.post("/api/v1/pdus", """
                {"name": "%s", "code": "%s", "type": "rack", "total_sockets": %d, "organization_id": "%s"%s}""".formatted(name, UUID.randomUUID(), sockets, organization, more));
    }

    private String device(String serial, String more) {
        var created = client.post("/api/v1/devices", """
                {"serial_number": "%s", "organization_id": "%s"%s}""".formatted(serial, organization, more));
        assertThat(created.status()).isEqualTo(201);
        return created.field("data").path("id").asText();
    }

    private String assign(JsonNode pdu, int socket, String device) {
        var id = socket(pdu, socket);
        var assigned = client.post("/api/v1/sockets/" + id + "/assign", "{\"device_id\": \"" + device + "\"}");
        assertThat(assigned.status()).isEqualTo(200);
        return id;
    }

    private static String socket(JsonNode pdu, int index) {
        return pdu.path("sockets").path(index).path("id").asText();
    }

    private static List<String> names(Reply list) {
        return list.field("data").findValuesAsText("code").isEmpty() ? List.of() : texts(list.field("data"), "name");
    }

    private static List<String> outcomes(Reply report) {
        return texts(report.field("data").path("rows"), "outcome");
    }

    private static List<String> texts(JsonNode array, String field) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }

    private static JsonNode find(JsonNode array, String field, String value) {
        for (var item : array) {
            if (item.path(field).asText().equals(value)) {
                return item;
            }
        }
        throw new AssertionError("no " + value + " in " + array);
    }

    private static int join(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
