package dev.fleetledger.kit.http;

import dev.fleetledger.kit.http.contract.Accept;
import dev.fleetledger.kit.http.contract.Route;
import dev.fleetledger.kit.identity.Authenticator;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Settles who asks, in which contract, and for which resource. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class CallFilter implements ContainerRequestFilter {
    private static final String BEARER = "bearer ";
    private final Supplier<Authenticator> authenticator;
    private final Function<ContainerRequestContext, byte[]> bodies;

    /**
     * Settles it with what is known by the first request.
     *
     * @param bodies reads the body of a request that is to be sent on
     */
    public CallFilter(Supplier<Authenticator> authenticator, Function<ContainerRequestContext, byte[]> bodies) {
        this.authenticator = authenticator;
        this.bodies = bodies;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var path = String.valueOf(request.getProperty(RequestAttributes.PATH));
        var apiKey = request.getHeaderString("X-API-Key");
        var bearer = bearer(request, path);
        var accept = Accept.of(request.getHeaderString(HttpHeaders.ACCEPT));
        var route = Route.of(path, accept, apiKey != null, bearer != null);

        var ticket = apiKey == null && bearer == null ? parameter(request, path, "ticket") : null;
        var caller = ticket == null
                ? Caller.of(authenticator.get(), apiKey, bearer)
                : Caller.ofTicket(authenticator.get(), ticket);
        var call = new Call(request, route.contract(), accept, caller, () -> bodies.apply(request));
        request.setProperty(Call.PROPERTY, call);
        var principal = caller.principal();
        if (principal != null) {
            request.setProperty(RequestAttributes.ACTOR, principal.actor());
            MDC.put("actor", principal.actor());
        }
        // What goes on as a WebSocket is no answer of any media type.
        var acceptable = Route.isStream(path) && Call.asksForWebSocket(request)
                ? MediaType.WILDCARD
                : accept.forMatching(route.contract());
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, acceptable);
        if (!route.path().equals("/" + request.getUriInfo().getPath(false))) {
            request.setRequestUri(UriBuilder.fromUri(request.getUriInfo().getRequestUri())
                    .replacePath(route.path())
                    .build());
        }
    }

    private static @Nullable String bearer(ContainerRequestContext request, String path) {
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return header.substring(BEARER.length()).strip();
        }
        return parameter(request, path, "token");
    }

    /** Clients of streams cannot set headers. */
    private static @Nullable String parameter(ContainerRequestContext request, String path, String name) {
        return Route.isStream(path) ? request.getUriInfo().getQueryParameters().getFirst(name) : null;
    }
}
