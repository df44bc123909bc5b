package dev.fleetledger.ingest.heartbeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.retry.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Registers through the command-service, with the credential of who calls. */
public final class HttpRegistrar implements Registrar, AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final URI endpoint;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * @param commandService where it takes requests
     */
    public HttpRegistrar(URI commandService) {
        this.endpoint = commandService.resolve("/api/v1/agents/register");
    }

    private record Registration(
            @Nullable String serverId, @Nullable String hostname) {}

    @Override
    public UUID register(Call call, @Nullable String id, @Nullable String hostname) {
        try {
            var response =
                    client.send(request(call, new Registration(id, hostname)), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return UUID.fromString(Json.mapper()
                        .readTree(response.body())
                        .path("server_id")
                        .asText());
            }
            throw refusal(response, call, String.valueOf(id == null ? hostname : id));
        } catch (IOException | IllegalArgumentException e) {
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private HttpRequest request(Call call, Registration registration) throws JsonProcessingException {
        var request = HttpRequest.newBuilder(endpoint)
                .timeout(BOUND)
                .header("Accept", Contract.HOMELAB.mediaType())
                .header("Content-Type", "application/json")
                .header("X-Request-Id", call.requestId().toString())
                .header("X-Forwarded-For", call.address());
        for (var credential : List.of("X-API-Key", "Authorization")) {
            call.header(credential).ifPresent(value -> request.header(credential, value));
        }
        var traceparent = call.traceparent();
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(Json.mapper().writeValueAsString(registration)))
                .build();
    }

    private static RuntimeException refusal(HttpResponse<String> response, Call call, String name)
            throws JsonProcessingException {
        return switch (response.statusCode()) {
            case 401 -> new RejectedException(new Rejection.Unauthenticated("Could not validate credentials"));
            case 403 ->
                new RejectedException(new Rejection.Forbidden(
                        Set.of(Permission.SERVER_REGISTER), call.principal().permissions()));
            case 404 -> new RejectedException(new Rejection.NotFound("Server", name));
            case 409 -> {
                var body = Json.mapper().readTree(response.body());
                yield new RejectedException(new Rejection.Conflict(
                        body.path("error_code").asText(), body.path("detail").asText()));
            }
            case 429 ->
                new RejectedException(new Rejection.NoRoom(
                        Json.mapper().readTree(response.body()).path("detail").asText(),
                        Duration.ofSeconds(response.headers()
                                .firstValueAsLong("Retry-After")
                                .orElse(1))));
            case 422 ->
                new RejectedException(new Rejection.Invalid(
                        errors(Json.mapper().readTree(response.body()).path("detail"))));
            default -> unavailable();
        };
    }

    private static List<FieldError> errors(JsonNode detail) {
        var errors = StreamSupport.stream(detail.spliterator(), false)
                .map(error -> new FieldError(
                        "body",
                        path(error.path("loc")),
                        error.path("msg").asText(),
                        error.path("type").asText(),
                        null,
                        null))
                .toList();
        return errors.isEmpty()
                ? List.of(FieldError.invalid("server_id", "not a server id", null, "a slug, uuid or number"))
                : errors;
    }

    private static List<String> path(JsonNode loc) {
        var path = new ArrayList<String>();
        loc.forEach(part -> path.add(part.asText()));
        return path.isEmpty() ? List.of("server_id") : path.subList(1, path.size());
    }

    private static UnavailableException unavailable() {
        return new UnavailableException("The server cannot be registered just now", RETRY);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
