package dev.fleetledger.standalone.contract;

import dev.fleetledger.embedded.testing.RemoteWrite;
import dev.fleetledger.testing.openapi.OpenApiResponseValidator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A REST client that holds every answer against the platform's own OpenAPI document.
 *
 * @param headers sent by itself: names and values by turns
 * @param described checks the answers; null to ask for the document itself
 */
record Client(
        HttpClient http,
        URI base,
        List<String> headers,
        @Nullable OpenApiResponseValidator described) {

    /** The same client with more headers. */
    Client with(String... more) {
        var all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return new Client(http, base, List.copyOf(all), described);
    }

    /** The same client for the documentation, which the document leaves out. */
    Client undescribed() {
        return new Client(http, base, headers, null);
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply post(String path, String body) {
        return send("POST", path, body);
    }

    Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    Reply delete(String path) {
        return send("DELETE", path, null);
    }

    /** Writes as Prometheus does. */
    Reply write(RemoteWrite request) {
        return with("Content-Type", "application/x-protobuf", "Content-Encoding", "snappy")
                .exchange("POST", "/api/v1/write", BodyPublishers.ofByteArray(request.compressed()));
    }

    Reply send(String method, String path, @Nullable String body) {
        var json = body == null || headers.contains("Content-Type") ? this : with("Content-Type", "application/json");
        return json.exchange(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    private Reply exchange(String method, String path, BodyPublisher body) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        for (var i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (described != null) {
                var type = answer.headers().firstValue("Content-Type").orElse(null);
                described.check(method, path, answer.statusCode(), type, answer.body());
            }
            return Reply.of(answer);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
