package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promises P1, P2 and P12 of the PDU document: PDUs as they are shown, and to whom. */
class PdusTest extends PowerContract {
    PdusTest(RunningPlatform platform) {
        super(platform);
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

    @Test
    @DisplayName("P3: specifications as deep as a body may be are read and told of in the history")
    void deepSpecifications() {
        var depth = 63;
        var deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        var created = create("Deep", 1, ", \"specifications\": " + deep);
        assertThat(created.status()).isEqualTo(201);
        var path = "/api/v1/pdus/" + created.field("data").path("id").asText();
        assertThat(client.get(path).field("data").path("specifications"))
                .isEqualTo(created.field("data").path("specifications"));
        assertThat(client.put(path, "{\"location\": \"Room 8\"}").status()).isEqualTo(200);
        assertThat(client.get(path + "/history").status()).isEqualTo(200);
        assertThat(create("Deeper", 1, ", \"specifications\": {\"a\": " + deep + "}")
                        .status())
                .isEqualTo(400);
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
}
