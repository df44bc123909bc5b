package dev.fleetledger.kit.http.endpoint;

import dev.fleetledger.kit.http.access.Access;
import dev.fleetledger.kit.http.access.Public;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.http.parameter.Csv;
import dev.fleetledger.kit.http.parameter.RawBody;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource method and what its declaration says.
 *
 * @param httpMethod GET, POST ...
 * @param path as {@code /api/v1/servers/{id}}
 * @param produces the media types declared; empty for JSON in its contracts
 * @param contracts that it may answer in, at least one
 * @param underAnyType whether an answer may also go under the media types of other contracts
 * @param limited the limit that it declares, or null for that of its contract
 */
public record Endpoint(
        Method method,
        String httpMethod,
        String path,
        Access access,
        List<String> produces,
        Set<Contract> contracts,
        boolean underAnyType,
        @Nullable Limited limited) {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Class<?>> BODIES = Set.of(Body.class, Csv.class, RawBody.class);

    /** Of a method that answers requests; an exception if its declaration is not whole. */
    static Endpoint of(Class<?> resource, Method method) {
        var httpMethod = Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(annotation -> annotation != null)
                .map(HttpMethod::value)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(method + " has no HTTP method"));
        for (var parameter : method.getParameters()) {
            // Anything else would be read past the limits of bodies.
            if (!BODIES.contains(parameter.getType())
                    && Stream.of(Context.class, PathParam.class).noneMatch(parameter::isAnnotationPresent)) {
                throw new IllegalStateException(method + " takes its body as none of " + BODIES);
            }
        }
        var produces = method.isAnnotationPresent(Produces.class)
                ? method.getAnnotation(Produces.class)
                : resource.getAnnotation(Produces.class);
        var speaks = method.isAnnotationPresent(Speaks.class)
                ? method.getAnnotation(Speaks.class)
                : resource.getAnnotation(Speaks.class);
        if (speaks == null || speaks.value().length == 0) {
            throw new IllegalStateException(method + " must have, or its class, @Speaks with a contract");
        }
        return new Endpoint(
                method,
                httpMethod,
                path(resource.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class)),
                Access.of(method),
                produces == null ? List.of() : List.of(produces.value()),
                Collections.unmodifiableSet(EnumSet.copyOf(List.of(speaks.value()))),
                speaks.underAnyType(),
                limited(method));
    }

    /** An exception if it must declare a limit and does not. */
    private static @Nullable Limited limited(Method method) {
        var limited = method.getAnnotation(Limited.class);
        var limit = limited == null ? null : limited.value();
        if (limit == null && method.isAnnotationPresent(Public.class)) {
            throw new IllegalStateException(method + " is @Public and must have @Limited");
        }
        if (limit != RateLimit.BULK && List.of(method.getParameterTypes()).contains(Csv.class)) {
            throw new IllegalStateException(method + " reads CSV and must have @Limited(BULK)");
        }
        if (limited != null && (limit == RateLimit.CODE) == limited.parameter().isEmpty()) {
            throw new IllegalStateException(method + " must name the path's parameter for CODE, and for that alone");
        }
        return limited;
    }

    /** Whether the method may change something. */
    public boolean isCommand() {
        return !SAFE.contains(httpMethod);
    }

    /** Whether it reads a body, and so checks for itself what may be answered. */
    public boolean takesBody() {
        return Stream.of(method.getParameterTypes()).anyMatch(BODIES::contains);
    }

    private static String path(@Nullable Path path) {
        if (path == null) {
            return "";
        }
        var value = path.value().replaceAll("/+$", "");
        return value.isEmpty() || value.startsWith("/") ? value : "/" + value;
    }
}
