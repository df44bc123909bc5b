package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise P11, and what devices tell of their servers. */
class DevicesTest extends PowerContract {
    DevicesTest(RunningPlatform platform) {
        super(platform);
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
}
