package dev.fleetledger.ingest.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.sun.net.httpserver.HttpServer;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.ingest.batch.Intake;
import dev.fleetledger.ingest.testing.TestHttp;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heartbeats over HTTP, before a command-service that answers as the test says. */
class HeartbeatResourceTest {
    private static final UUID MEDIA = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final Instant NOW = Instant.parse("2026-01-18T10:30:00Z");
    private static final String HEARTBEAT =
            "{\"server_id\":\"new\",\"hostname\":\"h\",\"timestamp\":\"2026-01-18T10:29:59Z\",\"metrics\":{}}";

    private record Asked(Map<String, List<String>> headers, String body) {}

    private final List<Asked> asked = new ArrayList<>();
    private final HttpServer commandService =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final HttpRegistrar registrar;
    private final TelemetryWriter telemetry;
    private final Server server;
    private int status = 200;
    private String answer = "{\"server_id\":\"" + MEDIA + "\"}";

    HeartbeatResourceTest() throws Exception {
        commandService.createContext("/api/v1/agents/register", exchange -> {
            asked.add(new Asked(
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            var body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        commandService.start();
        var kafka = KafkaSettings.singleBroker(TestServers.kafka());
        new TopicProvisioner(kafka).provision();
        registrar = new HttpRegistrar(
                URI.create("http://127.0.0.1:" + commandService.getAddress().getPort()));
        telemetry = new TelemetryWriter(kafka, Intake.bytesInFlight(1 << 20, new MetricRegistry()));
        var known = Map.of("media", MEDIA);
        server = TestHttp.start(
                new KitBundle(),
                new Principal(
                        Principal.Kind.API_KEY,
                        "k",
                        "agent",
                        Set.of(Permission.METRICS_WRITE, Permission.SERVER_REGISTER),
                        null),
                new HeartbeatResource(
                        new ServerResolver(name -> Optional.ofNullable(known.get(name)), host -> Set.of()),
                        registrar,
                        telemetry,
                        InstantSource.fixed(NOW)));
    }

    @AfterEach
    void close() throws Exception {
        server.stop();
        telemetry.close();
        registrar.close();
        commandService.stop(0);
    }

    @Test
    void aKnownServersHeartbeatIsAcceptedWithoutAsking() throws Exception {
        var accepted = send(HEARTBEAT.replace("new", "media"));

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.body()).isEqualTo("{\"accepted\":true,\"server_id\":\"media\",\"uuid\":\"" + MEDIA + "\"}");
        assertThat(asked).isEmpty();
    }

    @Test
    void anUnknownServerIsRegisteredInTheNameOfWhoReports() throws Exception {
        assertThat(send(HEARTBEAT).statusCode()).isEqualTo(202);

        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().body()).isEqualTo("{\"server_id\":\"new\",\"hostname\":\"h\"}");
        assertThat(asked.getFirst().headers())
                .containsEntry("X-api-key", List.of("agent"))
                .containsEntry("X-forwarded-for", List.of("127.0.0.1"))
                .containsKey("X-request-id");
    }

    @Test
    void anIdThatWasMadeOfTheHostnameFindsNoServer() throws Exception {
        var derived = HEARTBEAT.replace("\"new\"", "\"media\",\"server_id_from_hostname\":true");
        assertThat(send(derived).statusCode()).isEqualTo(202);

        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().body()).isEqualTo("{\"server_id\":null,\"hostname\":\"h\"}");
    }

    @ParameterizedTest
    @CsvSource({"401,401", "403,403", "404,404", "409,409", "429,429", "500,503", "503,503"})
    void whatTheCommandServiceRefuses(int itsStatus, int ours) throws Exception {
        status = itsStatus;
        answer = "{\"detail\":\"no\"}";
        var refused = send(HEARTBEAT);

        assertThat(refused.statusCode()).isEqualTo(ours);
        assertThat(refused.headers().firstValue("Retry-After").isPresent()).isEqualTo(ours == 503 || ours == 429);
    }

    @Test
    void whatItFindsWrongKeepsItsField() throws Exception {
        status = 422;
        answer =
                "{\"detail\":[{\"loc\":[\"body\",\"server_id\"],\"msg\":\"not a server id\",\"type\":\"value_error\"}]}";
        var refused = send(HEARTBEAT);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("[\"body\",\"server_id\"]").contains("not a server id");
    }

    @Test
    void withoutTheCommandServiceItIsToComeBack() throws Exception {
        commandService.stop(0);
        var away = send(HEARTBEAT);

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"2026-01-18T10:35:00Z,202", "2026-01-18T10:35:00.001Z,422", "1969-12-31T23:59:59Z,422"})
    void howFarAClockMayBeOff(String timestamp, int expected) throws Exception {
        var answered = send(HEARTBEAT.replace("new", "media").replace("2026-01-18T10:29:59Z", timestamp));

        assertThat(answered.statusCode()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1152921504606846976,202", "1152921504606846977,422", "9223372036854775807,422"})
    void noCounterIsSoLongThatManyCannotBeAdded(long bytes, int expected) throws Exception {
        var counters = "{\"interface\":\"eth0\",\"bytes_sent\":0,\"bytes_recv\":%s}".formatted(bytes);
        var answered = send(HEARTBEAT
                .replace("new", "media")
                .replace("\"metrics\":{}", "\"metrics\":{\"network\":[" + counters + "]}"));

        assertThat(answered.statusCode()).isEqualTo(expected);
        assertThat(answered.body().contains("bytes_recv")).isEqualTo(expected == 422);
    }

    private HttpResponse<String> send(String body) throws IOException, InterruptedException {
        var port = ((NetworkConnector) server.getConnectors()[0]).getLocalPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/agents/heartbeat"))
                .header("Content-Type", "application/json")
                .header("X-API-Key", "agent")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
