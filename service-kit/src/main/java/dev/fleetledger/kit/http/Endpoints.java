package dev.fleetledger.kit.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Finds every resource method at the start, and guards it. One that does not say who may call it stops the start. */
final class Endpoints implements DynamicFeature {
    private static final String GUARDED = "fleet.guarded";

    private final List<Endpoint> all = new CopyOnWriteArrayList<>();

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (resource.getResourceClass().getName().startsWith("org.glassfish.jersey.")) {
            return;
        }
        var endpoint = Endpoint.of(resource.getResourceClass(), resource.getResourceMethod());
        all.add(endpoint);
        context.register(new Guard(endpoint));
    }

    List<Endpoint> all() {
        return List.copyOf(all);
    }

    /** Refuses with 401 or 403 what the framework refuses with something less important, before any guard is asked. */
    void guardUnmatched(ContainerRequestContext request, Call call, int status) {
        if (request.getProperty(GUARDED) != null) {
            return;
        }
        var there =
                all.stream().filter(endpoint -> endpoint.matches(call.path())).toList();
        if (there.isEmpty() ? Route.isApi(call.path()) : there.stream().noneMatch(Endpoints::isPublic)) {
            call.principal();
        }
        if (status != 405) {
            there.stream()
                    .filter(endpoint -> endpoint.httpMethod().equals(call.method()))
                    .findFirst()
                    .ifPresent(endpoint -> endpoint.access().check(call));
        }
    }

    private static boolean isPublic(Endpoint endpoint) {
        return endpoint.access() instanceof Access.Everybody;
    }

    private record Guard(Endpoint endpoint) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(GUARDED, true);
            var call = Call.of(request);
            if (call == null) {
                throw new IllegalStateException("a request without a call");
            }
            endpoint.access().check(call);
            if (endpoint.isCommand()
                    && !endpoint.takesBody()
                    && endpoint.produces().isEmpty()) {
                call.requireAcceptable();
            }
        }
    }
}
