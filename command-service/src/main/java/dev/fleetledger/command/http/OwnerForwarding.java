package dev.fleetledger.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.security.KeyedHash;
import dev.fleetledger.schemas.FleetId;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands requests for commands to the instance that owns the fleet, if it is another one: once, as they came. The owner
 * believes a forwarded request's command id because it is signed; so the id that the client is told is the command's, be
 * the owner's answer lost or not.
 */
public final class OwnerForwarding implements DynamicFeature, ContainerRequestFilter, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerForwarding.class);
    private static final String MARK = "Fleet-Forwarded";
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** What concerns the connection, and what this says by itself. */
    private static final Set<String> NOT_SENT_ON = Set.of(
            "connection",
            "content-length",
            "content-encoding",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "accept",
            "accept-encoding",
            "forwarded",
            "x-forwarded-for",
            "x-request-id",
            "fleet-forwarded");

    private static final Set<String> ANSWERED =
            Set.of("etag", "location", "retry-after", "preference-applied", "www-authenticate", "allow");

    private final Ledger ledger;
    private final KeyedHash hash;
    private final URI self;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @param hash signs command ids between instances
     * @param self where this instance takes requests
     */
    public OwnerForwarding(Ledger ledger, KeyedHash hash, URI self) {
        this.ledger = ledger;
        this.hash = hash;
        this.self = self;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (resource.getResourceClass().getPackageName().startsWith("dev.fleetledger.command.")) {
            context.register(this, ContainerRequestFilter.class);
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var call = Call.of(request);
        if (call == null) {
            return;
        }
        var mark = request.getHeaderString(MARK);
        if (mark != null) {
            verified(mark).ifPresent(call::commandId);
        } else if (!ledger.owns(FleetId.DEFAULT)) {
            var owner = ledger.owner(FleetId.DEFAULT).filter(url -> !url.equals(self));
            if (owner.isPresent()) {
                request.abortWith(forward(request, call, owner.get()));
            }
        }
    }

    private Response forward(ContainerRequestContext request, Call call, URI owner) {
        try {
            var outgoing = outgoing(request, call, owner, call.body());
            return incoming(call, client.send(outgoing, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            LOG.warn("the owner {} did not answer: {}", owner, e.toString());
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private HttpRequest outgoing(ContainerRequestContext request, Call call, URI owner, byte[] body) {
        var uri = request.getUriInfo().getRequestUri();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var outgoing = HttpRequest.newBuilder(owner.resolve(uri.getRawPath() + query))
                .timeout(BOUND)
                .method(request.getMethod(), BodyPublishers.ofByteArray(body));
        request.getHeaders().forEach((name, values) -> {
            if (!NOT_SENT_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> outgoing.header(name, value));
            }
        });
        // If nothing suits the client, it is the owner's to say so, in the order of all that is wrong.
        return outgoing.header(HttpHeaders.ACCEPT, call.accept())
                .header("X-Forwarded-For", call.address())
                .header("X-Request-Id", call.requestId().toString())
                .header(MARK, call.commandId() + "." + sign(call.commandId().toString()))
                .build();
    }

    private static Response incoming(Call call, HttpResponse<byte[]> answer) {
        var response = Response.status(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            var header = name.toLowerCase(Locale.ROOT);
            if (ANSWERED.contains(header) || header.startsWith("fleet-")) {
                values.forEach(value -> response.header(name, value));
            }
        });
        if (answer.body().length > 0) {
            response.entity(answer.body()).type(call.answerType().orElse(MediaType.APPLICATION_JSON));
        }
        return response.build();
    }

    private Optional<UUID> verified(String mark) {
        var dot = mark.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        var id = mark.substring(0, dot);
        var expected = sign(id).getBytes(UTF_8);
        return java.security.MessageDigest.isEqual(
                        expected, mark.substring(dot + 1).getBytes(UTF_8))
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }

    private String sign(String commandId) {
        return hash.hash(MARK.getBytes(UTF_8), commandId.getBytes(UTF_8));
    }

    private static LedgerUnavailableException unavailable() {
        return new LedgerUnavailableException(
                "The fleet's owner did not answer; GET /api/v1/ledger/commands/<Fleet-Command-Id> tells the outcome",
                RETRY);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
