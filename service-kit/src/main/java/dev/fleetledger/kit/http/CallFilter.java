package dev.fleetledger.kit.http;

import dev.fleetledger.kit.identity.Authenticator;
import dev.fleetledger.kit.identity.Principal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Settles who asks, in which contract, for which resource, and whether it is too often. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class CallFilter implements ContainerRequestFilter {
    private static final String BEARER = "bearer ";
    /** Clients of streams cannot set headers. */
    private static final Pattern STREAM = Pattern.compile("/api/.*(/stream/?|/ws/.*)");

    private final Supplier<Authenticator> authenticator;
    private final RateLimits rateLimits;

    CallFilter(Supplier<Authenticator> authenticator, RateLimits rateLimits) {
        this.authenticator = authenticator;
        this.rateLimits = rateLimits;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var path = "/" + request.getUriInfo().getPath(false);
        var apiKey = request.getHeaderString("X-API-Key");
        var bearer = bearer(request, path);
        var accept = Accept.of(request.getHeaderString(HttpHeaders.ACCEPT));
        var route = Route.of(path, accept, apiKey != null, bearer != null);

        var ticket = apiKey == null && bearer == null ? parameter(request, path, "ticket") : null;
        var caller = ticket == null
                ? Caller.of(authenticator.get(), apiKey, bearer)
                : Caller.ofTicket(authenticator.get(), ticket);
        var call = new Call(request, route.contract(), accept, caller);
        request.setProperty(Call.PROPERTY, call);
        Optional.ofNullable(caller.principal()).map(Principal::actor).ifPresent(actor -> {
            request.setProperty(RequestFilter.ACTOR, actor);
            MDC.put("actor", actor);
        });
        limitRate(request, route, call);
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, accept.forMatching(route.contract()));
        if (!route.path().equals(path)) {
            request.setRequestUri(UriBuilder.fromUri(request.getUriInfo().getRequestUri())
                    .replacePath(route.path())
                    .build());
        }
    }

    private void limitRate(ContainerRequestContext request, Route route, Call call) {
        var verdict = rateLimits.count(
                route.contract(),
                request.getMethod(),
                route.path(),
                call.address(),
                call.anyPrincipal().orElse(null));
        call.responseHeader("X-RateLimit-Limit", Long.toString(verdict.limit()));
        call.responseHeader("X-RateLimit-Remaining", Long.toString(verdict.remaining()));
        call.responseHeader("X-RateLimit-Reset", Long.toString(verdict.reset().getEpochSecond()));
        if (verdict.retryAfter() != null) {
            throw new ProblemException(Problem.rateLimited(verdict.retryAfter()));
        }
    }

    private static @Nullable String bearer(ContainerRequestContext request, String path) {
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return header.substring(BEARER.length()).strip();
        }
        return parameter(request, path, "token");
    }

    private static @Nullable String parameter(ContainerRequestContext request, String path, String name) {
        return STREAM.matcher(path).matches()
                ? request.getUriInfo().getQueryParameters().getFirst(name)
                : null;
    }
}
