package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Server-sent events as a client takes them: blocks of lines, each ended by an empty line. */
final class EventClient implements AutoCloseable {
    /** No block is empty. */
    private static final List<String> END = List.of();

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<List<String>> blocks = new LinkedBlockingQueue<>();

    private EventClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    static EventClient open(Client client, String path, String... headers) {
        var request = HttpRequest.newBuilder(client.base().resolve(path)).header("Accept", "text/event-stream");
        var all = new ArrayList<>(client.headers());
        all.addAll(List.of(headers));
        for (var i = 0; i < all.size(); i += 2) {
            request.header(all.get(i), all.get(i + 1));
        }
        try {
            var response = client.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            return new EventClient(response);
        } catch (IOException e) {
            throw new AssertionError(path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /** The lines of the next event or comment. */
    List<String> lines() {
        var block = next();
        assertThat(block).as("the stream ended").isNotEmpty();
        return block;
    }

    /** What the next event says. */
    JsonNode data() {
        return data(lines());
    }

    /** What the event of these lines says. */
    static JsonNode data(List<String> lines) {
        try {
            return Json.mapper().readTree(field(lines, "data"));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + lines, e);
        }
    }

    static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .map(line -> line.substring(name.length() + 1).strip())
                .orElseThrow(() -> new AssertionError("no " + name + " in " + lines));
    }

    /** Takes what comes until the stream ends. */
    void awaitEnd() {
        while (!next().isEmpty()) {
            // What still comes is of no interest.
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> next() {
        try {
            var block = blocks.poll(30, TimeUnit.SECONDS);
            assertThat(block).as("nothing came").isNotNull();
            return block;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void read() {
        var block = new ArrayList<String>();
        try (var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty()) {
                    block.add(line);
                } else if (!block.isEmpty()) {
                    blocks.add(List.copyOf(block));
                    block.clear();
                }
            }
        } catch (IOException e) {
            // However it ended, it did.
        }
        blocks.add(END);
    }
}
