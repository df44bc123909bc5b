package dev.fleetledger.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.testing.TestQueryService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.SseFeature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
    private static final int MOST = 3;
    private static final int MOST_EACH = 2;

    /** Streams events of a megabyte, as fast as they are taken. */
    @Path("/api/v1/test/stream")
    @Speaks(Contract.HOMELAB)
    public static final class Flood {
        private final EventStreams streams = new EventStreams(InstantSource.system(), MOST, MOST_EACH);

        @GET
        @Produces(SseFeature.SERVER_SENT_EVENTS)
        @RequiresPermission(Permission.NODE_READ)
        public @Nullable EventOutput open(@Context Call call) {
            return streams.open(
                    call, null, Permission.NODE_READ, Duration.ofMillis(1), () -> Map.of("x", "x".repeat(1 << 20)));
        }
    }

    /** Streams a feed that tells what it has once, and ends. */
    @Path("/api/v1/test/stream")
    @Speaks(Contract.HOMELAB)
    public static final class Once {
        private final EventStreams streams = new EventStreams(InstantSource.system(), MOST, MOST_EACH);

        @GET
        @Produces(SseFeature.SERVER_SENT_EVENTS)
        @RequiresPermission(Permission.NODE_READ)
        public @Nullable EventOutput open(@Context Call call) {
            return streams.follow(call, null, Permission.NODE_READ, feed());
        }

        private static Feed feed() {
            var told = new AtomicBoolean();
            return id ->
                    new Feed.Part(told.getAndSet(true) ? List.of() : List.of(new Feed.Item("1", "all there is")), true);
        }
    }

    private final Flood flood = new Flood();

    @Test
    void whatAFeedTellsOnceIsToldToTheClient() throws Exception {
        var once = new Once();
        try (var service = TestQueryService.streaming("30s", once.streams, once);
                var client = open(service, "key:node.read")) {
            client.setSoTimeout(10_000);
            var answer = reader(client);
            assertThat(answer.readLine()).startsWith("HTTP/1.1 200");
            var lines = new ArrayList<String>();
            // Up to the last chunk, which is empty.
            for (var line = answer.readLine(); line != null && !line.equals("0"); line = answer.readLine()) {
                lines.add(line);
            }
            assertThat(lines).contains("data: \"all there is\"");
        }
    }

    @Test
    void aClientThatTakesNothingIsCutOff() throws Exception {
        try (var service = start("1s");
                var client = open(service, "key:node.read")) {
            assertThat(reader(client).readLine()).startsWith("HTTP/1.1 200");
            assertThat(flood.streams.open()).isOne();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(flood.streams.open()).isZero());
        }
    }

    @Test
    void aClientThatGoesIsForgotten() throws Exception {
        try (var service = start("30s")) {
            try (var client = open(service, "key:node.read")) {
                assertThat(reader(client).readLine()).startsWith("HTTP/1.1 200");
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(flood.streams.open()).isZero());
            for (var i = 0; i < MOST_EACH + 1; i++) {
                try (var client = open(service, "key:node.read")) {
                    assertThat(reader(client).readLine()).startsWith("HTTP/1.1 200");
                }
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(flood.streams.open()).isZero());
            }
        }
    }

    @Test
    void headersAloneKeepNothingOpen() throws Exception {
        try (var service = start("30s");
                var client = open(service, "key:node.read", "HEAD")) {
            client.setSoTimeout(10_000);
            var answer = reader(client);
            assertThat(answer.readLine()).startsWith("HTTP/1.1 200");
            assertThat(flood.streams.open()).isZero();
        }
    }

    @Test
    void thereAreNoMoreThanMayBe() throws Exception {
        // Held: a socket that nobody refers to is closed by the garbage collector, and its stream ends.
        var clients = new ArrayList<Socket>();
        try (var service = start("30s")) {
            for (var i = 0; i < MOST_EACH; i++) {
                clients.add(open(service, "key:node.read"));
                assertThat(reader(clients.getLast()).readLine()).startsWith("HTTP/1.1 200");
            }
            clients.add(open(service, "key:node.read"));
            assertThat(reader(clients.getLast()).readLine()).startsWith("HTTP/1.1 429");
            clients.add(open(service, "another:node.read"));
            assertThat(reader(clients.getLast()).readLine()).startsWith("HTTP/1.1 200");
            clients.add(open(service, "third:node.read"));
            assertThat(reader(clients.getLast()).readLine()).startsWith("HTTP/1.1 503");
            clients.add(open(service, "key:server.read"));
            assertThat(reader(clients.getLast()).readLine()).startsWith("HTTP/1.1 403");
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    @Test
    void theServerDoesNotWaitForStreamsWhenItStops() throws Exception {
        var service = start("30s");
        try (var client = open(service, "key:node.read")) {
            var drain = Thread.ofVirtual().start(() -> drain(client));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(flood.streams.open()).isOne());
            var start = Instant.now();
            service.close();
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
            drain.join();
        }
    }

    private TestQueryService start(String idleTimeout) throws Exception {
        return TestQueryService.streaming(idleTimeout, flood.streams, flood);
    }

    private static Socket open(TestQueryService service, String key) throws IOException {
        return open(service, key, "GET");
    }

    private static Socket open(TestQueryService service, String key, String method) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        socket.getOutputStream().write("""
                %s /api/v1/test/stream HTTP/1.1\r
                Host: test\r
                X-API-Key: %s\r
                Accept: text/event-stream\r
                \r
                """.formatted(method, key).getBytes(UTF_8));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 256);
    }

    private static void drain(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The server is gone, as it is to be.
        }
    }
}
