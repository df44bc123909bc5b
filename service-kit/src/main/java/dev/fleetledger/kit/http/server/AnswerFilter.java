package dev.fleetledger.kit.http.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.Accepted;
import dev.fleetledger.kit.http.Bare;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.Envelope;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.RepeatedOnTop;
import dev.fleetledger.kit.http.body.BodyReader;
import dev.fleetledger.kit.http.contract.Route;
import dev.fleetledger.kit.http.failure.ErrorBody;
import dev.fleetledger.kit.http.failure.ErrorRenderer;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.json.Json;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives answers the status, envelope and headers of their contract. */
final class AnswerFilter implements ContainerResponseFilter {
    /** Of which there are as many as contracts, and one. */
    private static final Map<String, MediaType> TYPES = new ConcurrentHashMap<>();

    private final ErrorRenderer errors;
    private final InstantSource clock;

    AnswerFilter(ErrorRenderer errors, InstantSource clock) {
        this.errors = errors;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var call = Call.of(request);
        if (call == null) {
            return;
        }
        takeRest(request, response);
        status(call, response);
        if (response.hasEntity() && isJson(response)) {
            write(call, response);
        }
        var headers = response.getHeaders();
        if (!response.hasEntity()) {
            headers.remove(HttpHeaders.CONTENT_TYPE);
        }
        call.responseHeaders().forEach(headers::putSingle);
        if (Route.isApi(call.path())) {
            headers.putSingle(HttpHeaders.VARY, "Accept, Accept-Encoding, Authorization, X-API-Key");
        }
        if (!call.isSafe()) {
            headers.putSingle("Fleet-Command-Id", call.commandId().toString());
        }
    }

    /** Takes what is left of the body, so that the connection can be used again; tells the client if it cannot. */
    private static void takeRest(ContainerRequestContext request, ContainerResponseContext response) {
        if (BodyReader.isRead(request)) {
            return;
        }
        var isLate = response.getStatus() == Response.Status.REQUEST_TIMEOUT.getStatusCode();
        if (isLate || request.getHeaderString("Expect") != null || !BodyReader.takeRest(request)) {
            response.getHeaders().putSingle("Connection", "close");
        }
    }

    private static void status(Call call, ContainerResponseContext response) {
        var chosen = call.status();
        if (chosen != null && !(response.getEntity() instanceof ErrorBody)) {
            response.setStatus(chosen);
        }
        if (response.getEntity() instanceof Created<?> created) {
            response.setStatus(201);
            response.getHeaders().putSingle(HttpHeaders.LOCATION, created.location());
            response.setEntity(created.body());
        } else if (response.getEntity() instanceof Accepted<?> accepted) {
            response.setStatus(202);
            response.setEntity(accepted.body());
        }
    }

    /** Whether the entity is a value still to be written, and not text, bytes or a stream of something else. */
    private static boolean isJson(ContainerResponseContext response) {
        var entity = response.getEntity();
        return !(entity instanceof byte[]
                || entity instanceof CharSequence
                || entity instanceof InputStream
                || entity instanceof jakarta.ws.rs.core.StreamingOutput
                || entity instanceof org.glassfish.jersey.server.ChunkedOutput<?>);
    }

    private void write(Call call, ContainerResponseContext response) {
        var type = call.answerType();
        var entity = response.getEntity();
        if (entity instanceof ErrorBody) {
            type = type.or(() -> java.util.Optional.of(MediaType.APPLICATION_JSON));
        } else if (type.isEmpty()) {
            var refusal = errors.render(call.contract(), Problem.notAcceptable());
            response.setStatus(refusal.status());
            entity = refusal.body();
        } else {
            if (entity instanceof Page<?> page && response.getStatus() == 200) {
                response.getHeaders().putSingle("X-Total-Count", page.total());
            }
            entity = content(call, entity);
        }
        response.setEntity(
                bytes(entity),
                response.getEntityAnnotations(),
                TYPES.computeIfAbsent(type.orElse(MediaType.APPLICATION_JSON), MediaType::valueOf));
    }

    private Object content(Call call, Object entity) {
        if (entity.getClass().isAnnotationPresent(Bare.class)) {
            return entity;
        }
        var whole = Envelope.around(
                call.contract(), entity, call.message(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var repeated = entity.getClass().getAnnotation(RepeatedOnTop.class);
        if (repeated == null || !(whole instanceof Envelope)) {
            return whole;
        }
        ObjectNode tree = Json.mapper().valueToTree(whole);
        for (var field : repeated.value()) {
            tree.set(field, tree.path("data").path(field));
        }
        return tree;
    }

    static byte[] bytes(Object entity) {
        try {
            return Json.mapper().writeValueAsBytes(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is no JSON", e);
        }
    }
}
