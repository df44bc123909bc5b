package dev.fleetledger.query;

import static dev.fleetledger.query.testing.TestQueryService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestLedger;
import dev.fleetledger.query.testing.TestQueryService;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.OsInfo;
import dev.fleetledger.schemas.telemetry.Vitals;
import dev.fleetledger.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QueryServiceTest {
    private static final String READER = "1:server.read";
    private static final String AUDITOR = "3:server.read,audit.read";

    @TempDir
    private static Path directory;

    private TestLedger ledger;
    private TestQueryService service;

    @BeforeAll
    void start() throws Exception {
        ledger = TestLedger.catalogued();
        service = TestQueryService.start(directory);
    }

    @AfterAll
    void stop() throws Exception {
        service.close();
        ledger.close();
    }

    @Test
    @Order(1)
    void anEmptyFleetIsEmptyInEitherContract() {
        assertThat(service.homelab("/api/v1/servers", READER).body()).isEqualTo("{\"servers\":[],\"total\":0}");
        var bare = service.chatops("/api/v1/servers", READER);
        assertThat(bare.body()).isEqualTo("[]");
        assertThat(bare.headers().firstValue("X-Total-Count")).contains("0");
        var audit = service.homelab("/api/v1/audit", AUDITOR);
        assertThat(audit.body()).isEqualTo("{\"events\":[],\"next_cursor\":null}");
    }

    @Test
    void aServerIsSeenAtThePositionOfItsRegistration() {
        var id = UUID.randomUUID();
        var at = append(EventChain.registered(id, "Media-1", 1));
        var server = service.homelab("/api/v1/servers/media-1", READER, after(at));
        assertThat(server.statusCode()).isEqualTo(200);
        assertThat(server.headers().firstValue("ETag")).contains("\"1\"");
        var body = json(server);
        assertThat(body.get("id").textValue()).isEqualTo("Media-1");
        assertThat(body.get("uuid").textValue()).isEqualTo(id.toString());
        assertThat(body.get("status").textValue()).isEqualTo("unknown");
        assertThat(body.get("tdp_watts").intValue()).isEqualTo(65);
        assertThat(body.get("latest_metrics").isNull()).isTrue();
        assertThat(body.has("os_info")).isTrue();

        var bySlug = json(service.chatops("/api/v1/servers/MEDIA-1", READER));
        assertThat(bySlug.get("id").textValue()).isEqualTo(id.toString());
        assertThat(json(service.homelab("/api/v1/servers/" + id, READER))).isEqualTo(body);
        var listed = json(service.homelab("/api/v1/servers?search=media-1", READER));
        assertThat(listed.get("total").intValue()).isEqualTo(1);
        // A list leaves out what one server alone shows.
        assertThat(listed.get("servers").get(0)).isEqualTo(((ObjectNode) body.deepCopy()).without("power_feeds"));
    }

    @Test
    void aHeartbeatReachesTheServerAndItsDeletionEndsIt() {
        var id = UUID.randomUUID();
        append(EventChain.registered(id, "beating", 2));
        beat(id);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(json(service.homelab("/api/v1/servers?status=online", READER))
                                .get("total")
                                .intValue())
                        .isEqualTo(1));
        var body = json(service.homelab("/api/v1/servers/beating", READER));
        assertThat(body.at("/latest_metrics/cpu_percent").doubleValue()).isEqualTo(23.5);
        assertThat(body.at("/os_info/kernel").textValue()).isEqualTo("6.12");
        assertThat(body.get("last_seen").textValue()).endsWith("Z");

        var deleted = append(new ServerDeleted(id));
        beat(id);
        var gone = service.homelab("/api/v1/servers/beating", READER, after(deleted));
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(json(gone).get("error_code").textValue()).isEqualTo("SERVER_NOT_FOUND");
        var history = json(service.homelab("/api/v1/servers/" + id + "/history", AUDITOR));
        assertThat(types(history)).containsExactly("server.deleted", "server.registered");
        assertThat(types(json(service.homelab("/api/v1/audit?aggregate=server&id=" + id + "&order=asc", AUDITOR))))
                .containsExactly("server.registered", "server.deleted");
    }

    @Test
    void whatIsDroppedAfterTheIntakeIsMetered() {
        // How many is for the other tests of this service to change, so only that each is told.
        assertThat(service.meters().lines().map(line -> line.substring(0, line.lastIndexOf(' '))))
                .contains(
                        "fleet_telemetry_expired_samples_total",
                        "fleet_telemetry_orphaned_samples_total",
                        "fleet_telemetry_repeated_samples_total",
                        "fleet_telemetry_corrupt_blocks_total",
                        "fleet_dead_letters_telemetry_total",
                        "fleet_dead_letters_server_projection",
                        "fleet_dead_letters_node_projection");
    }

    @Test
    void asOfShowsThePast() {
        var id = UUID.randomUUID();
        var registered = append(EventChain.registered(id, "past", 3));
        var updated = append(new ServerUpdated(id, EventChain.details("past", "Renamed")));
        var then = json(service.homelab("/api/v1/servers/past?as_of=" + registered, READER, after(updated)));
        assertThat(then.get("display_name").textValue()).isEqualTo("past");
        assertThat(json(service.homelab("/api/v1/servers/past", READER))
                        .get("display_name")
                        .textValue())
                .isEqualTo("Renamed");
        var list = json(service.chatops("/api/v1/servers?search=past&as_of=" + registered, READER));
        assertThat(list.get(0).get("name").textValue()).isEqualTo("past");

        for (var future : List.of("2999-01-01T00:00:00Z", "3:999999", "tomorrow")) {
            for (var path : List.of("/api/v1/servers", "/api/v1/servers/past")) {
                var refused = service.homelab(path + "?as_of=" + future, READER);
                assertThat(refused.statusCode()).isEqualTo(422);
                assertThat(refused.body()).contains("as_of");
            }
        }
        assertThat(service.homelab("/api/v1/servers/past?as_of=2020-01-01T00:00:00Z", READER)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPositionNotReachedIsUnavailable() {
        var behind = service.homelab("/api/v1/servers", READER, "Fleet-Min-Position", "3:999999");
        assertThat(behind.statusCode()).isEqualTo(503);
        assertThat(behind.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void theAuditComesAsJsonOrLinesToThoseWhoMayReadIt() {
        var id = UUID.randomUUID();
        append(EventChain.registered(id, "audited", 4));
        var at = append(new ServerUpdated(id, EventChain.details("audited", "Renamed")));
        var path = "/api/v1/audit?aggregate=server&id=audited&limit=1";
        var page = json(service.homelab(path, AUDITOR, after(at)));
        assertThat(page.at("/events/0/changes/display_name").toString())
                .isEqualTo("{\"before\":\"audited\",\"after\":\"Renamed\"}");
        assertThat(page.at("/events/0/aggregate").toString()).isEqualTo("{\"type\":\"server\",\"id\":\"" + id + "\"}");
        var second =
                json(service.homelab(path + "&cursor=" + page.get("next_cursor").textValue(), AUDITOR));
        assertThat(types(second)).containsExactly("server.registered");
        assertThat(second.get("next_cursor").isNull()).isTrue();

        var lines =
                service.homelab("/api/v1/audit?aggregate=server&id=audited", AUDITOR, "Accept", "application/x-ndjson");
        assertThat(lines.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/x-ndjson"));
        assertThat(lines.body().lines()).hasSize(2);

        assertThat(service.homelab("/api/v1/audit", READER).statusCode()).isEqualTo(403);
        assertThat(service.homelab("/api/v1/servers/audited/history", READER).statusCode())
                .isEqualTo(403);
        assertThat(service.homelab("/api/v1/audit?aggregate=server&id=never", AUDITOR)
                        .body())
                .contains("\"events\":[]");
        assertThat(service.homelab("/api/v1/servers/never/history?limit=0", AUDITOR)
                        .statusCode())
                .isEqualTo(404);
        for (var wrong : List.of("limit=501", "limit=0", "order=up", "cursor=x", "command_id=1", "from=now", "id=1")) {
            var refused = service.homelab("/api/v1/audit?" + wrong, AUDITOR);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
        }
    }

    @Test
    void whatBecameOfACommandIsToldToWhoAskedAndToAuditors() {
        var id = UUID.randomUUID();
        var at = append(EventChain.registered(id, "commanded", 5));
        var event = json(service.homelab("/api/v1/audit?aggregate=server&id=commanded", AUDITOR, after(at)))
                .at("/events/0");
        var path = "/api/v1/ledger/commands/" + event.get("command_id").textValue();
        var accepted = json(service.homelab(path, AUDITOR));
        assertThat(accepted.get("outcome").textValue()).isEqualTo("accepted");
        assertThat(accepted.get("position").textValue()).isEqualTo(at.toString());
        assertThat(accepted.at("/events/0/type").textValue()).isEqualTo("server.registered");
        var asker = event.get("actor").textValue().substring("user:".length());
        assertThat(service.homelab(path, asker + ":server.read").statusCode()).isEqualTo(200);
        assertThat(service.homelab(path, "77:server.read").statusCode()).isEqualTo(404);

        var refused = UUID.randomUUID();
        var refusal = "{\"id\":\"" + refused + "\",\"time\":\"" + Instant.now()
                + "\",\"actor\":\"user:1\",\"type\":\"RegisterServer\",\"code\":\"SERVER_EXISTS\",\"message\":\"no\"}";
        ledger.send(new ProducerRecord<>(
                Topics.OUTCOMES.topicName(), at.partition(), "default".getBytes(UTF_8), refusal.getBytes(UTF_8)));
        var told = json(service.homelab("/api/v1/ledger/commands/" + refused, READER));
        assertThat(told.get("outcome").textValue()).isEqualTo("refused");
        assertThat(told.at("/refusal/error_code").textValue()).isEqualTo("SERVER_EXISTS");

        assertThat(service.homelab("/api/v1/ledger/commands/" + UUID.randomUUID(), READER)
                        .statusCode())
                .isEqualTo(404);
        assertThat(service.homelab("/api/v1/ledger/commands/none", READER).statusCode())
                .isEqualTo(404);
    }

    private Position append(FleetEvent event) {
        return ledger.append(Topics.EVENTS, event);
    }

    private void beat(UUID server) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var heartbeat = new Heartbeat(
                server,
                now,
                now,
                "host",
                "1.0",
                new OsInfo("Debian", "6.12", "x86_64", 5L),
                new Vitals(23.46, 67.2, 45.0, 0.1, List.of(), List.of()));
        ledger.send(new ProducerRecord<>(
                Topics.TELEMETRY.topicName(),
                server.toString().getBytes(UTF_8),
                AvroCodec.of(Heartbeat.class).encode(heartbeat)));
    }

    private static String[] after(Position position) {
        return new String[] {"Fleet-Min-Position", position.toString()};
    }

    private static List<String> types(JsonNode page) {
        return page.get("events").findValuesAsText("type").stream()
                .filter(type -> type.contains("."))
                .toList();
    }
}
