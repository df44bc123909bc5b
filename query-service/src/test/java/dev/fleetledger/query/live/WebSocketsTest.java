package dev.fleetledger.query.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.query.testing.TestQueryService;
import dev.fleetledger.testing.live.TestWebSocket;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.SseFeature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("G14: streams as WebSockets")
class WebSocketsTest {
    private static final int MOST = 3;
    private static final int MOST_EACH = 2;
    private static final String[] READER = {"X-API-Key", "key:job.read"};

    /** Streams of numbers. */
    @Path("/api/ws/test")
    @Speaks(Contract.GOUGH)
    @Produces(SseFeature.SERVER_SENT_EVENTS)
    public static final class Numbers {
        private final EventStreams streams = new EventStreams(InstantSource.system(), MOST, MOST_EACH);

        /** The numbers up to one; none is less than one. */
        @GET
        @Path("/to/{last}")
        @RequiresPermission(Permission.JOB_READ)
        public @Nullable EventOutput to(
                @Context Call call, @PathParam("last") String last, @Context Query<FollowQuery> query) {
            var after = query.read().lastEventId();
            var end = PathId.number("Number", last);
            return streams.follow(call, after, Permission.JOB_READ, id -> {
                var seen = id == null ? 0 : Long.parseLong(id);
                return new Feed.Part(
                        LongStream.rangeClosed(seen + 1, end)
                                .mapToObj(number -> new Feed.Item(Long.toString(number), Map.of("number", number)))
                                .toList(),
                        true);
            });
        }

        /** Megabytes, as fast as they are taken. */
        @GET
        @Path("/flood")
        @RequiresPermission(Permission.JOB_READ)
        public @Nullable EventOutput flood(@Context Call call) {
            return streams.open(
                    call, null, Permission.JOB_READ, Duration.ofMillis(1), () -> Map.of("x", "x".repeat(1 << 20)));
        }

        /** One event, and then nothing for long. */
        @GET
        @Path("/quiet")
        @RequiresPermission(Permission.JOB_READ)
        public @Nullable EventOutput quiet(@Context Call call) {
            return streams.open(call, null, Permission.JOB_READ, Duration.ofDays(1), () -> "nothing");
        }

        /** What only who has another permission may go on to see. */
        @GET
        @Path("/ended")
        @RequiresPermission(Permission.JOB_READ)
        public @Nullable EventOutput ended(@Context Call call) {
            return streams.open(call, null, Permission.USER_MANAGE, Duration.ofDays(1), () -> "nothing");
        }
    }

    private final Numbers numbers = new Numbers();

    @Test
    @DisplayName("each event is a message with its id, and its end a close with 1000")
    void messages() throws Exception {
        try (var service = start("30s")) {
            for (var path : List.of("/api/ws/test/to/3", "/api/v1/ws/test/to/3")) {
                try (var client = TestWebSocket.open(uri(service, path), READER)) {
                    for (var number = 1; number <= 3; number++) {
                        assertThat(client.message())
                                .isEqualTo("{\"event_id\":\"" + number + "\",\"number\":" + number + "}");
                    }
                    assertThat(client.closeCode()).isEqualTo(1000);
                }
            }
            try (var client = TestWebSocket.open(uri(service, "/api/ws/test/to/3?last_event_id=2"), READER)) {
                assertThat(json(client.message()).path("event_id").asText()).isEqualTo("3");
            }
            try (var client = TestWebSocket.open(
                    uri(service, "/api/ws/test/to/9?token=key:job.read&last_event_id=2"), "Last-Event-ID", "8")) {
                assertThat(json(client.message()).path("number").asLong()).isEqualTo(9);
            }
            await().until(() -> numbers.streams.open() == 0);
        }
    }

    @Test
    @DisplayName("who may not, and what is not there, is refused over HTTP")
    void refusals() throws Exception {
        try (var service = start("30s")) {
            var uri = uri(service, "/api/ws/test/to/3");
            assertThat(TestWebSocket.refusal(uri)).isEqualTo(401);
            assertThat(TestWebSocket.refusal(uri, "X-API-Key", "key:server.read"))
                    .isEqualTo(403);
            assertThat(TestWebSocket.refusal(uri(service, "/api/ws/test/to/none"), READER))
                    .isEqualTo(404);
            assertThat(TestWebSocket.refusal(uri(service, "/api/ws/test/none"), READER))
                    .isEqualTo(404);
            assertThat(TestWebSocket.refusal(uri(service, "/api/ws/test/to/3?last_event_id=" + "1".repeat(65)), READER))
                    .isEqualTo(400);
            assertThat(numbers.streams.open()).isZero();
        }
    }

    @Test
    @DisplayName("a handshake of another version, or without a key, is refused, and nothing is held for it")
    void handshakes() throws Exception {
        try (var service = start("30s")) {
            try (var client = handshake(service, "/to/3", "Sec-WebSocket-Version: 8")) {
                var answer = reader(client);
                assertThat(answer.readLine()).startsWith("HTTP/1.1 426");
                assertThat(headers(answer)).contains("Sec-WebSocket-Version: 13");
            }
            try (var client = handshake(service, "/to/3", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: short")) {
                assertThat(reader(client).readLine()).startsWith("HTTP/1.1 400");
            }
            assertThat(numbers.streams.open()).isZero();
        }
    }

    @Test
    @DisplayName("an answer that switches has the headers of every other, and no extension")
    void headersOfTheAnswer() throws Exception {
        try (var service = start("30s");
                var client = handshake(
                        service,
                        "/to/3",
                        "Accept: application/json",
                        "Sec-WebSocket-Extensions: permessage-deflate",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")) {
            var answer = reader(client);
            assertThat(answer.readLine()).startsWith("HTTP/1.1 101");
            assertThat(headers(answer))
                    .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "Cache-Control: no-store")
                    .anyMatch(header -> header.startsWith("X-RateLimit-Remaining: "))
                    .anyMatch(header -> header.startsWith("X-Request-Id: "))
                    .noneMatch(header -> header.startsWith("Sec-WebSocket-Extensions")
                            || header.startsWith("Content-Length")
                            || header.startsWith("Content-Type"));
        }
    }

    @Test
    @DisplayName("who may see it no more is told so: 4401")
    void ended() throws Exception {
        try (var service = start("30s");
                var client = TestWebSocket.open(uri(service, "/api/ws/test/ended"), READER)) {
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    @DisplayName("a client that takes nothing is cut off, and told why should it read on: 4408")
    void slow() throws Exception {
        try (var service = start("1s");
                var client = handshake(
                        service,
                        "/flood",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")) {
            await().atMost(Duration.ofSeconds(10)).until(() -> numbers.streams.open() == 1);
            await().atMost(Duration.ofSeconds(20)).until(() -> numbers.streams.open() == 0);
            var all = client.getInputStream().readAllBytes();
            var end = new String(all, all.length - 60, 60, ISO_8859_1);
            assertThat(end).endsWith((char) (4408 >> 8) + "" + (char) (4408 & 0xFF) + Sink.End.SLOW.reason());
        }
    }

    @Test
    @DisplayName("a client that goes is forgotten")
    void gone() throws Exception {
        try (var service = start("30s")) {
            try (var client = TestWebSocket.open(uri(service, "/api/ws/test/flood"), READER)) {
                assertThat(json(client.message()).path("x").asText()).hasSize(1 << 20);
                assertThat(numbers.streams.open()).isOne();
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> numbers.streams.open() == 0);
        }
    }

    @Test
    @DisplayName("what clients send is not read, and bounded: 1008")
    void talkative() throws Exception {
        try (var service = start("30s");
                var client = TestWebSocket.open(uri(service, "/api/ws/test/quiet"), READER)) {
            assertThat(json(client.message()).path("data").asText()).isEqualTo("nothing");
            client.send("ping");
            client.send("x".repeat(Allowance.MOST_BYTES - 4));
            assertThat(numbers.streams.open()).isOne();
            client.send("x");
            assertThat(client.closeCode()).isEqualTo(1008);
            await().atMost(Duration.ofSeconds(20)).until(() -> numbers.streams.open() == 0);
        }
    }

    @Test
    @DisplayName("there are no more than there may be, of WebSockets and others together")
    void most() throws Exception {
        var clients = new ArrayList<AutoCloseable>();
        try (var service = start("30s")) {
            var quiet = uri(service, "/api/ws/test/quiet");
            for (var i = 0; i < MOST_EACH; i++) {
                clients.add(TestWebSocket.open(quiet, READER));
            }
            assertThat(TestWebSocket.refusal(quiet, READER)).isEqualTo(429);
            assertThat(service.homelab("/api/ws/test/quiet", "key:job.read").statusCode())
                    .isEqualTo(429);
            clients.add(TestWebSocket.open(quiet, "X-API-Key", "another:job.read"));
            assertThat(TestWebSocket.refusal(quiet, "X-API-Key", "third:job.read"))
                    .isEqualTo(503);
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    @Test
    @DisplayName("when the service stops its clients are told so: 1001")
    void stopping() throws Exception {
        var service = start("30s");
        try (var client = TestWebSocket.open(uri(service, "/api/ws/test/quiet"), READER)) {
            client.message();
            service.close();
            assertThat(client.closeCode()).isEqualTo(1001);
        } catch (CompletionException e) {
            throw new AssertionError("it was closed without a word", e);
        }
    }

    private TestQueryService start(String idleTimeout) throws Exception {
        return TestQueryService.streaming(idleTimeout, numbers.streams, numbers);
    }

    private static JsonNode json(String message) throws IOException {
        return Json.mapper().readTree(message);
    }

    private static URI uri(TestQueryService service, String path) {
        return URI.create("ws://127.0.0.1:" + service.port() + path);
    }

    /** Asks for a WebSocket, with these headers beside. */
    private static Socket handshake(TestQueryService service, String path, String... headers) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write("""
                GET /api/ws/test%s HTTP/1.1\r
                Host: test\r
                X-API-Key: key:job.read\r
                Upgrade: websocket\r
                Connection: keep-alive, Upgrade\r
                %s\r
                \r
                """.formatted(path, String.join("\r\n", headers)).getBytes(UTF_8));
        return socket;
    }

    private static List<String> headers(BufferedReader answer) throws IOException {
        var headers = new ArrayList<String>();
        for (var line = answer.readLine(); line != null && !line.isEmpty(); line = answer.readLine()) {
            headers.add(line);
        }
        return headers;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 256);
    }
}
