package dev.fleetledger.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnerForwardingTest {
    private static final String SERVERS = "/api/v1/servers";
    private static final String BODY = "{\"id\":\"a\",\"hostname\":\"h\"}";

    private final FakeLedger ownersLedger = new FakeLedger();
    private final FakeLedger othersLedger = new FakeLedger();
    private final CommandServer owner;
    private final CommandServer other;

    OwnerForwardingTest() throws Exception {
        owner = CommandServer.start(ownersLedger, (projector, position, bound) -> true, Commands.Bounds.DEFAULT);
        other = CommandServer.start(othersLedger, (projector, position, bound) -> true, Commands.Bounds.DEFAULT);
        othersLedger.owns = false;
        othersLedger.owner = owner.uri();
    }

    @AfterEach
    void close() {
        other.close();
        owner.close();
    }

    @Test
    void aCommandGoesOnToTheOwnerAsItCame() throws Exception {
        var created = other.send("POST", SERVERS, BODY, "Fleet-Reason", "why", "Idempotency-Key", "k");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("\"id\":\"a\"");
        assertThat(header(created, "Content-Type")).startsWith("application/json");
        assertThat(header(created, "Location")).isEqualTo(SERVERS + "/a");
        assertThat(header(created, "ETag")).isEqualTo("\"1\"");
        assertThat(header(created, "Fleet-Position")).isEqualTo("0:1");
        assertThat(othersLedger.requests).isEmpty();
        var request = ownersLedger.last();
        assertThat(request.principal().id()).isEqualTo("tester");
        assertThat(request.reason()).isEqualTo("why");
        assertThat(request.idempotency()).isNotNull();
        assertThat(header(created, "X-Request-Id"))
                .isEqualTo(request.correlation().toString());
    }

    @Test
    void theClientIsToldTheCommandsOwnId() throws Exception {
        var created = other.send("POST", SERVERS, BODY);

        assertThat(created.headers().allValues("Fleet-Command-Id"))
                .containsExactly(ownersLedger.last().id().toString());
    }

    @Test
    void aRefusalComesBackInItsContract() throws Exception {
        other.send("POST", SERVERS, BODY);
        var refused = other.send("POST", SERVERS, BODY, "Accept", "application/vnd.chatops.v1+json");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Server 'a' already exists");
        assertThat(header(refused, "Content-Type")).startsWith("application/vnd.chatops.v1+json");
    }

    @Test
    void anAnswerThatTheClientTakesNoneOfIsRefusedByTheOwnerToo() throws Exception {
        for (var accept : new String[] {"image/png", "application/json;q=0", "/"}) {
            var refused = other.send("POST", SERVERS, BODY, "Accept", accept);
            assertThat(refused.statusCode()).as(accept).isEqualTo(406);
            assertThat(refused.body()).contains("NOT_ACCEPTABLE");
        }
        // And nothing came of it.
        assertThat(other.send("POST", SERVERS, BODY).statusCode()).isEqualTo(201);
    }

    @Test
    void aDeletionComesBackWithoutABody() throws Exception {
        other.send("POST", SERVERS, BODY);
        var deleted = other.send("DELETE", SERVERS + "/a", "");

        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
    }

    @Test
    void itGoesOnOnlyOnce() throws Exception {
        ownersLedger.owns = false;
        ownersLedger.owner = other.uri();
        var nobody = other.send("POST", SERVERS, BODY);

        assertThat(nobody.statusCode()).isEqualTo(503);
        assertThat(header(nobody, "Retry-After")).isEqualTo("7");
        assertThat(ownersLedger.requests).hasSize(1);
        assertThat(othersLedger.requests).isEmpty();
    }

    @Test
    void anIdThatNobodySignedIsNotBelieved() throws Exception {
        var forged = UUID.randomUUID();
        owner.send("POST", SERVERS, BODY, "Fleet-Forwarded", forged + "." + "0".repeat(64));

        assertThat(ownersLedger.last().id()).isNotEqualTo(forged);
    }

    @Test
    void anOwnerThatDoesNotAnswerIsUnavailable() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            othersLedger.owner = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        var away = other.send("POST", SERVERS, BODY);

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(header(away, "Retry-After")).isEqualTo("1");
        assertThat(UUID.fromString(header(away, "Fleet-Command-Id"))).isNotNull();
    }

    @Test
    void aBodyThatIsTooLongGoesNowhere() throws Exception {
        var tooLong = other.send("POST", SERVERS, "{\"hostname\":\"" + "h".repeat(3000) + "\"}");

        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(ownersLedger.requests).isEmpty();
    }

    @Test
    void aCompressedBodyGoesOnPlainAndADamagedOneNowhere() throws Exception {
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(BODY.getBytes(UTF_8));
        }
        var whole = gzip.toByteArray();

        assertThat(other.send("POST", SERVERS, Arrays.copyOf(whole, whole.length - 1), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(400);
        assertThat(ownersLedger.requests).isEmpty();
        assertThat(other.send("POST", SERVERS, whole, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(201);
        assertThat(other.send("POST", SERVERS, whole, "Content-Encoding", "zstd")
                        .statusCode())
                .isEqualTo(415);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError("no " + name));
    }
}
