package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promises P3 to P5 of the PDU document: PDUs are made, changed and removed. */
class PduChangesTest extends PowerContract {
    PduChangesTest(RunningPlatform platform) {
        super(platform);
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
}
