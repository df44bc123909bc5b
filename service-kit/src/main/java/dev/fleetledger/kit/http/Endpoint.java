package dev.fleetledger.kit.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.glassfish.jersey.uri.UriTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A resource method and what its declaration says.
 *
 * @param httpMethod GET, POST ...
 * @param path as {@code /api/v1/servers/{id}}
 * @param produces the media types declared; empty for JSON in the contracts of the path
 */
public record Endpoint(Method method, String httpMethod, String path, Access access, List<String> produces) {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** Of a method that answers requests; an exception if its declaration is not whole. */
    static Endpoint of(Class<?> resource, Method method) {
        var httpMethod = Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(annotation -> annotation != null)
                .map(HttpMethod::value)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(method + " has no HTTP method"));
        var produces = method.isAnnotationPresent(Produces.class)
                ? method.getAnnotation(Produces.class)
                : resource.getAnnotation(Produces.class);
        return new Endpoint(
                method,
                httpMethod,
                path(resource.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class)),
                Access.of(method),
                produces == null ? List.of() : List.of(produces.value()));
    }

    /** The contracts that it may answer in. */
    public Set<Contract> contracts() {
        return Route.contracts(path);
    }

    /** Whether the method may change something. */
    public boolean isCommand() {
        return !SAFE.contains(httpMethod);
    }

    /** Whether it reads a body, and so checks for itself what may be answered. */
    public boolean takesBody() {
        return Stream.of(method.getParameterTypes())
                .anyMatch(type -> type == Body.class || type == Csv.class || type == RawBody.class);
    }

    /** Whether its path matches. */
    boolean matches(String requestPath) {
        return new UriTemplate(path).match(requestPath, new HashMap<>());
    }

    private static String path(@Nullable Path path) {
        if (path == null) {
            return "";
        }
        var value = path.value().replaceAll("/+$", "");
        return value.isEmpty() || value.startsWith("/") ? value : "/" + value;
    }
}
