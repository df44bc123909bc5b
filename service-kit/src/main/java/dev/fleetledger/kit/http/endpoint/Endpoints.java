package dev.fleetledger.kit.http.endpoint;

import com.google.common.base.Suppliers;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.RequestAttributes;
import dev.fleetledger.kit.http.access.Access;
import dev.fleetledger.kit.http.contract.Route;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.limit.RateLimits;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.uri.UriTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Finds every resource method at the start, and guards it: limit, contract and permissions are the matched method's, however
 * its path was spelled. One that does not say who may call it, or in which contract it answers, stops the start.
 */
public final class Endpoints implements DynamicFeature {
    private static final String GUARDED = "fleet.guarded";
    private static final int MOST_SEGMENTS = 12;

    private final RateLimits rateLimits;
    private final List<Mapped> mapped = new CopyOnWriteArrayList<>();
    private final Supplier<Set<String>> words = Suppliers.memoize(() -> all().stream()
            .flatMap(endpoint -> Stream.of(endpoint.path().split("/")))
            .filter(segment -> !segment.contains("{"))
            .collect(Collectors.toUnmodifiableSet()));

    private record Mapped(Endpoint endpoint, UriTemplate path) {
        boolean matches(String requestPath) {
            return path.match(requestPath, new HashMap<>());
        }
    }

    public Endpoints(RateLimits rateLimits) {
        this.rateLimits = rateLimits;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (resource.getResourceClass().getName().startsWith("org.glassfish.jersey.")) {
            context.register(new Counted(), Priorities.AUTHENTICATION);
            return;
        }
        var endpoint = Endpoint.of(resource.getResourceClass(), resource.getResourceMethod());
        if (!Route.contracts(endpoint.path()).containsAll(endpoint.contracts())) {
            throw new IllegalStateException(
                    endpoint.method() + " speaks other contracts than Route finds for " + endpoint.path());
        }
        mapped.add(new Mapped(endpoint, new UriTemplate(endpoint.path())));
        // Before anything that reads a body, as it depends on the method how much may be read.
        context.register(new Guard(endpoint), Priorities.AUTHENTICATION);
    }

    /** Every resource method, once the server has started. */
    public List<Endpoint> all() {
        return mapped.stream().map(Mapped::endpoint).toList();
    }

    /**
     * A path as a log may show it that no method matched: whatever is no word of the platform's own could be somebody's
     * secret.
     */
    public String withoutSecrets(String path) {
        var segments = path.split("/", MOST_SEGMENTS);
        return Stream.of(segments)
                .map(segment -> words.get().contains(segment) || segment.isEmpty() ? segment : "*")
                .collect(Collectors.joining("/"));
    }

    /**
     * What failed before any guard was asked is counted, and refused with 401 or 403 instead of what is less important.
     *
     * @param status that the framework refuses it with, or 0
     */
    public void guardUnmatched(ContainerRequestContext request, Call call, int status) {
        if (request.getProperty(GUARDED) != null) {
            return;
        }
        request.setProperty(GUARDED, true);
        var isApi = Route.isApi(call.path());
        count(call, isApi ? null : RateLimit.APART, null);
        var there = mapped.stream()
                .filter(each -> each.matches(call.path()))
                .map(Mapped::endpoint)
                .toList();
        if (there.isEmpty() ? isApi : there.stream().noneMatch(Endpoints::isPublic)) {
            call.principal();
        }
        if (status != 405) {
            there.stream()
                    .filter(endpoint -> endpoint.httpMethod().equals(call.method()))
                    .findFirst()
                    .ifPresent(endpoint -> endpoint.access().check(call));
        }
    }

    private void count(Call call, @Nullable RateLimit declared, @Nullable String code) {
        var verdict = rateLimits.count(
                declared, call.contract(), call::client, call.anyPrincipal().orElse(null), code);
        call.responseHeader("X-RateLimit-Limit", Long.toString(verdict.limit()));
        call.responseHeader("X-RateLimit-Remaining", Long.toString(verdict.remaining()));
        call.responseHeader("X-RateLimit-Reset", Long.toString(verdict.reset().getEpochSecond()));
        if (verdict.retryAfter() != null) {
            throw new ProblemException(Problem.rateLimited(verdict.retryAfter()));
        }
    }

    private static boolean isPublic(Endpoint endpoint) {
        return endpoint.access() instanceof Access.Everybody;
    }

    private static Call call(ContainerRequestContext request) {
        var call = Call.of(request);
        if (call == null) {
            throw new IllegalStateException("a request without a call");
        }
        return call;
    }

    /** What the framework answers itself: OPTIONS. */
    private final class Counted implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(GUARDED, true);
            count(call(request), null, null);
        }
    }

    private final class Guard implements ContainerRequestFilter {
        private final Endpoint endpoint;
        private final @Nullable RateLimit limit;
        private final String counted;
        private final boolean answersUnread;

        Guard(Endpoint endpoint) {
            this.endpoint = endpoint;
            this.limit = endpoint.limited() == null ? null : endpoint.limited().value();
            this.counted = endpoint.limited() == null ? "" : endpoint.limited().parameter();
            this.answersUnread = endpoint.isCommand()
                    && !endpoint.takesBody()
                    && endpoint.produces().isEmpty();
        }

        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(GUARDED, true);
            var call = call(request);
            call.settle(endpoint.contracts(), endpoint.underAnyType(), isPublic(endpoint));
            request.setProperty(RequestAttributes.ROUTE, endpoint.path());
            count(
                    call,
                    limit,
                    counted.isEmpty()
                            ? null
                            : request.getUriInfo().getPathParameters().getFirst(counted));
            endpoint.access().check(call);
            if (answersUnread) {
                call.requireAcceptable();
            }
        }
    }
}
