package dev.fleetledger.kit.http.server;

import dev.fleetledger.domain.text.Uuids;
import dev.fleetledger.kit.http.ProtocolSwitch;
import dev.fleetledger.kit.http.RequestAttributes;
import dev.fleetledger.kit.http.body.BodyReader;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Before everything else: gives the request its id and address, and the answer what all answers have. */
final class RequestFilter implements Filter {
    static final Map<String, String> SECURITY_HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

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
        http.setAttribute(RequestAttributes.REQUEST_ID, id);
        http.setAttribute(RequestAttributes.ADDRESS, address);
        answer.setHeader("X-Request-Id", id.toString());
        SECURITY_HEADERS.forEach(answer::setHeader);
        var path = RequestPath.canonical(http.getRequestURI());
        if (path.isEmpty()) {
            answer.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        http.setAttribute(RequestAttributes.PATH, path.get());
        http.setAttribute(RequestAttributes.CONNECTION, connection(request));
        MDC.put("request_id", id.toString());
        try {
            chain.doFilter(WellTyped.of(http), response);
            switchProtocol(http, answer);
        } finally {
            abandonSwitch(http);
            MDC.remove("request_id");
            BodyReader.close(http.getAttribute(BodyReader.ROOM));
        }
    }

    /** Does what a resource method asked for by answering nothing, unless something else came of its request. */
    private static void switchProtocol(HttpServletRequest request, HttpServletResponse answer) throws IOException {
        if (request.getAttribute(RequestAttributes.SWITCH) instanceof ProtocolSwitch next
                && answer.getStatus() == HttpServletResponse.SC_NO_CONTENT
                && !answer.isCommitted()) {
            request.removeAttribute(RequestAttributes.SWITCH);
            next.perform(request, answer);
        }
    }

    private static void abandonSwitch(HttpServletRequest request) {
        if (request.getAttribute(RequestAttributes.SWITCH) instanceof ProtocolSwitch next) {
            next.abandon();
        }
    }

    private static EndPoint connection(ServletRequest request) {
        return ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    /** The client's, if it is a UUID; else a new one. */
    static UUID requestId(@Nullable String sent) {
        return Optional.ofNullable(sent).flatMap(Uuids::parse).orElseGet(RequestFilter::anyId);
    }

    /** Of version 4; it need not be one that nobody can guess. */
    private static UUID anyId() {
        var random = ThreadLocalRandom.current();
        return new UUID(
                (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L,
                (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }
}
