package dev.fleetledger.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.Position;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final String SERVERS = "/api/v1/servers";
    private static final String BODY = "{\"id\":\"a\",\"hostname\":\"h\"}";
    private static final Commands.Bounds BOUNDS = new Commands.Bounds(Duration.ofMillis(300), Duration.ofSeconds(2));

    private record Waited(String projector, Position position) {}

    private final FakeLedger ledger = new FakeLedger();
    private final List<Waited> waits = new ArrayList<>();
    private volatile boolean projected = true;
    private final CommandServer server;

    CommandsTest() throws Exception {
        server = CommandServer.start(ledger, this::await, BOUNDS);
    }

    private boolean await(String projector, Position position, Duration bound) {
        assertThat(bound).isBetween(Duration.ZERO, BOUNDS.projection());
        waits.add(new Waited(projector, position));
        return projected;
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theRequestsHeadersAreTheCommandsMetadata() throws Exception {
        var correlation = UUID.randomUUID();
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var answer = server.send(
                "POST",
                SERVERS,
                BODY,
                "Fleet-Reason",
                "new rack",
                "X-Request-Id",
                correlation.toString(),
                "traceparent",
                trace,
                "If-Match",
                "\"3\"");

        var request = ledger.last();
        assertThat(request.reason()).isEqualTo("new rack");
        assertThat(request.correlation()).isEqualTo(correlation);
        assertThat(request.traceparent()).isEqualTo(trace);
        assertThat(request.expectedVersions()).containsExactly(3L);
        assertThat(request.address()).isEqualTo("127.0.0.1");
        assertThat(request.principal().actor()).isEqualTo("api-key:tester");
        assertThat(request.idempotency()).isNull();
        assertThat(header(answer, "Fleet-Command-Id")).isEqualTo(request.id().toString());
    }

    @Test
    void whatTheAnswerSaysOfTheCommand() throws Exception {
        var created = server.send("POST", SERVERS, BODY);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(header(created, "Location")).isEqualTo(SERVERS + "/a");
        assertThat(header(created, "ETag")).isEqualTo("\"1\"");
        assertThat(header(created, "Fleet-Position")).isEqualTo("0:1");
        assertThat(created.headers().firstValue("Fleet-Projection")).isEmpty();
        assertThat(waits)
                .containsExactlyInAnyOrder(
                        new Waited("ledger", new Position(0, 1)), new Waited("servers", new Position(0, 1)));
    }

    @Test
    void everyCommandHasItsOwnIdWhateverBecomesOfIt() throws Exception {
        var ids = new ArrayList<String>();
        ids.add(header(server.send("POST", SERVERS, BODY), "Fleet-Command-Id"));
        var refused = server.send("POST", SERVERS, BODY);
        assertThat(refused.statusCode()).isEqualTo(409);
        ids.add(header(refused, "Fleet-Command-Id"));
        ledger.owns = false;
        var away = server.send("POST", SERVERS, BODY);
        assertThat(away.statusCode()).isEqualTo(503);
        ids.add(header(away, "Fleet-Command-Id"));

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids)
                .containsExactlyElementsOf(ledger.requests.stream()
                        .map(request -> request.id().toString())
                        .toList());
    }

    @Test
    void whenTheLedgerIsAwayTheClientIsToldWhenToComeBack() throws Exception {
        ledger.owns = false;
        var away = server.send("POST", SERVERS, BODY);

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(header(away, "Retry-After")).isEqualTo("7");
        assertThat(away.body()).contains("\"detail\":\"not the owner\"");
    }

    @Test
    void anUnknownOutcomeIsSaidToBeOne() throws Exception {
        ledger.silent = true;
        var unknown = server.send("POST", SERVERS, BODY);

        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.body()).contains("outcome is not known");
        assertThat(header(unknown, "Fleet-Command-Id"))
                .isEqualTo(ledger.last().id().toString());
    }

    @Test
    void aReadModelThatIsLateIsSaidToBePending() throws Exception {
        projected = false;
        var created = server.send("POST", SERVERS, BODY);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(header(created, "Fleet-Projection")).isEqualTo("pending");
    }

    @Test
    void whoDoesNotWantToWaitDoesNot() throws Exception {
        var created = server.send("POST", SERVERS, BODY, "Prefer", "respond-async");

        assertThat(header(created, "Preference-Applied")).isEqualTo("respond-async");
        assertThat(header(created, "Fleet-Position")).isEqualTo("0:1");
        assertThat(waits).isEmpty();
    }

    @Test
    void whatChangesNothingWaitsForNothing() throws Exception {
        server.send("POST", SERVERS, BODY);
        waits.clear();
        var same = server.send("PUT", SERVERS + "/a", "{\"hostname\":\"h\"}");

        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(waits).isEmpty();
    }

    @Test
    void anIdempotencyKeyIsKeptAsHashesThatTellRequestsApart() throws Exception {
        var key = "order-66";
        server.send("POST", SERVERS, BODY, "Idempotency-Key", key);
        server.send("POST", SERVERS, BODY, "Idempotency-Key", key);
        server.send("POST", SERVERS, "{\"hostname\":\"x\"}", "Idempotency-Key", key);
        server.send("POST", SERVERS, BODY, "Idempotency-Key", key, "X-API-Key", "somebody-else");
        server.send("DELETE", SERVERS + "/a", "", "Idempotency-Key", key);

        var kept =
                ledger.requests.stream().map(request -> request.idempotency()).toList();
        assertThat(kept).doesNotContainNull();
        assertThat(kept.get(1)).isEqualTo(kept.get(0));
        assertThat(kept.get(2).scope()).isEqualTo(kept.get(0).scope());
        assertThat(kept.get(2).request()).isNotEqualTo(kept.get(0).request());
        assertThat(kept.get(3).scope()).isNotEqualTo(kept.get(0).scope());
        assertThat(kept.get(4).scope()).isNotEqualTo(kept.get(0).scope());
        assertThat(kept.toString()).doesNotContain(key);
    }

    @Test
    void theGatewaysKeyIsKeptBrieflyAndIsNoClients() throws Exception {
        server.send("POST", SERVERS, BODY, "Fleet-Retry-Key", "key");
        server.send("POST", SERVERS, BODY, "Idempotency-Key", "key");
        server.send("POST", SERVERS, BODY, "Fleet-Retry-Key", "key", "Idempotency-Key", "key");

        var kept =
                ledger.requests.stream().map(request -> request.idempotency()).toList();
        assertThat(kept).doesNotContainNull();
        assertThat(kept.get(0).brief()).isTrue();
        assertThat(kept.get(1).brief()).isFalse();
        assertThat(kept.get(0).scope()).isNotEqualTo(kept.get(1).scope());
        assertThat(kept.get(2)).isEqualTo(kept.get(1));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError("no " + name));
    }
}
