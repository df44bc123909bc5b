package dev.fleetledger.kit.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Before everything else: gives the request its id and address, and the answer what all answers have. */
final class RequestFilter implements Filter {
    static final String REQUEST_ID = "fleet.request-id";
    static final String ADDRESS = "fleet.address";
    static final String ACTOR = "fleet.actor";
    static final Map<String, String> SECURITY_HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final ClientAddress addresses;

    RequestFilter(ClientAddress addresses) {
        this.addresses = addresses;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        var answer = (HttpServletResponse) response;
        var id = requestId(http.getHeader("X-Request-Id"));
        var address = addresses.of(http);
        http.setAttribute(REQUEST_ID, id);
        http.setAttribute(ADDRESS, address);
        answer.setHeader("X-Request-Id", id.toString());
        SECURITY_HEADERS.forEach(answer::setHeader);
        if (!isWellFormed(http.getRequestURI())) {
            answer.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        MDC.put("request_id", id.toString());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("request_id");
        }
    }

    /** Whether it is encoded as it must be, and decodes to text without control characters. */
    private static boolean isWellFormed(String path) {
        try {
            var decoded = new URI(path).getPath();
            return decoded != null && decoded.chars().noneMatch(c -> Character.isISOControl(c) || c == '\uFFFD');
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The client's, if it is a UUID; else a new one. */
    static UUID requestId(@Nullable String sent) {
        return sent != null && UUID_TEXT.matcher(sent).matches() ? UUID.fromString(sent) : UUID.randomUUID();
    }
}
