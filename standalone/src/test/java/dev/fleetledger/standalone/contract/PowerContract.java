package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tests of the PDU document's promises share. Each test has an organization of its own. */
@ExtendWith(PlatformExtension.class)
abstract class PowerContract {
    final RunningPlatform platform;
    final Client client;
    final String organization = UUID.randomUUID().toString();

    PowerContract(RunningPlatform platform) {
        this.platform = platform;
        this.client = platform.chatops();
    }

    final Reply create(String name, int sockets, String more) {
        return client.post("/api/v1/pdus", """
                {"name": "%s", "code": "%s", "type": "rack", "total_sockets": %s, "organization_id": "%s"%s}""".formatted(name, UUID.randomUUID(), sockets, organization, more));
    }

    final String device(String serial, String more) {
        var created = client.post("/api/v1/devices", """
                {"serial_number": "%s", "organization_id": "%s"%s}""".formatted(serial, organization, more));
        assertThat(created.status()).isEqualTo(201);
        return created.field("data").path("id").asText();
    }

    final String assign(JsonNode pdu, int socket, String device) {
        var id = socket(pdu, socket);
        var assigned = client.post("/api/v1/sockets/" + id + "/assign", "{\"device_id\": \"" + device + "\"}");
        assertThat(assigned.status()).isEqualTo(200);
        return id;
    }

    static String socket(JsonNode pdu, int index) {
        return pdu.path("sockets").path(index).path("id").asText();
    }

    static List<String> names(Reply list) {
        return list.field("data").findValuesAsText("code").isEmpty() ? List.of() : texts(list.field("data"), "name");
    }

    static List<String> outcomes(Reply report) {
        return texts(report.field("data").path("rows"), "outcome");
    }

    static List<String> texts(JsonNode array, String field) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }

    static JsonNode find(JsonNode array, String field, String value) {
        for (var item : array) {
            if (item.path(field).asText().equals(value)) {
                return item;
            }
        }
        throw new AssertionError("no " + value + " in " + array);
    }
}
