package dev.fleetledger.kit.http.server;

import dev.fleetledger.domain.text.IpAddresses;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the admin port is for, and nothing else: health checks and metrics, to be read, and not by web pages. Dropwizard puts more
 * there, such as tasks that change the log's levels, and asks nobody who they are.
 */
public final class AdminGate extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** Exactly as they are to be written. */
    private static final Set<String> PATHS = Set.of("/healthcheck", "/metrics");

    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Set<String> OWN_SITE = Set.of("none", "same-origin");

    /** In lower case. */
    private final transient Set<String> names;

    private AdminGate(Set<String> names) {
        this.names = names;
    }

    /**
     * Puts it before everything on the admin port.
     *
     * @param reached where others reach this one: the hosts are names that the port goes by, beside addresses and localhost
     */
    public static void install(Environment environment, URI... reached) {
        var names = Stream.concat(
                        Stream.of("localhost"),
                        Arrays.stream(reached).map(URI::getHost).filter(Objects::nonNull))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        environment
                .admin()
                .addFilter("gate", new AdminGate(names))
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!PATHS.contains(request.getRequestURI())) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (!ours(request.getServerName()) || fromPage(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A page may have its own name point to this machine, but not the machine's address or name. */
    private boolean ours(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT))
                || IpAddresses.parseHost(name).isPresent();
    }

    private static boolean fromPage(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return request.getHeader("Origin") != null || (site != null && !OWN_SITE.contains(site));
    }
}
