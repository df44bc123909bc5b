package dev.fleetledger.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Takes heartbeats as the platform does, and answers as it is told: first what was said for once, then the standing answer. */
final class FakePlatform implements AutoCloseable {
    static final Answer TAKEN = new Answer(202, Map.of(), "{\"accepted\":true}");
    static final String KEY = "chatops_1.secret";

    /** What the platform says to one request. */
    record Answer(int status, Map<String, String> headers, String body) {
        static Answer of(int status) {
            return new Answer(status, Map.of(), "");
        }
    }

    /** A request as it came. */
    record Request(String method, String path, Headers headers, JsonNode body) {}

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch silence = new CountDownLatch(1);
    private final List<Request> requests = new ArrayList<>();
    private final List<JsonNode> taken = new ArrayList<>();
    private final Deque<Answer> once = new ArrayDeque<>();
    private Answer standing = TAKEN;
    private boolean silent;

    FakePlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The agent's own client of this platform. */
    Platform client() {
        return new Platform(url(), KEY, Platform.TIMEOUT, Clock.systemUTC());
    }

    synchronized void answer(Answer other) {
        standing = other;
    }

    synchronized void answerOnce(Answer... answers) {
        once.addAll(List.of(answers));
    }

    /** From now on requests are read and never answered. */
    synchronized void fallSilent() {
        silent = true;
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What was answered with 202, in order. */
    synchronized List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    synchronized List<String> takenTimestamps() {
        return taken.stream().map(body -> body.path("timestamp").asText()).toList();
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
        workers.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = Json.MAPPER.readTree(exchange.getRequestBody());
            var answer = admit(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders(),
                    body));
            if (answer == null) {
                silence.await();
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Answer admit(Request request) {
        requests.add(request);
        if (silent) {
            return null;
        }
        var answer = once.isEmpty() ? standing : once.removeFirst();
        if (answer.status() == 202) {
            taken.add(request.body());
        }
        return answer;
    }
}
