package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promises P6 to P10: which device sits where. */
class SocketsTest extends PowerContract {
    SocketsTest(RunningPlatform platform) {
        super(platform);
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
    @DisplayName(
            "P9: 64 callers assign one device to 64 sockets at once: one does, and a read model built anew says the same")
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
                    .<Callable<Integer>>map(socket -> () -> client.post("/api/v1/sockets/" + socket + "/assign", body)
                            .status())
                    .toList());
        }
        assertThat(answers.stream().map(SocketsTest::join).filter(status -> status == 200))
                .hasSize(1);
        assertThat(answers.stream().map(SocketsTest::join).filter(status -> status == 409))
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

        platform.rebuild("ledger");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(client.get("/api/v1/devices/" + device).field("data").path("socket"))
                    .isEqualTo(place);
            assertThat(client.get("/api/v1/pdus?include_stats=true&organization_id=" + organization)
                            .field("data"))
                    .isEqualTo(stats.field("data"));
        });
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

    private static int join(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
