package dev.fleetledger.kit.http.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * A request whose {@code Content-Type} can be read. The framework breaks off at one that is none, before it is known who
 * asks; as bytes of any kind (RFC 9110, 8.3) it is refused by whatever reads the body, when its turn comes.
 */
final class WellTyped extends HttpServletRequestWrapper {
    private WellTyped(HttpServletRequest request) {
        super(request);
    }

    /** The request, as it is if it is well-typed. */
    static HttpServletRequest of(HttpServletRequest request) {
        var sent = request.getHeaders(HttpHeaders.CONTENT_TYPE);
        if (!sent.hasMoreElements()) {
            return request;
        }
        var first = sent.nextElement();
        return !sent.hasMoreElements() && isMediaType(first) ? request : new WellTyped(request);
    }

    private static boolean isMediaType(String text) {
        if (text.equals(MediaType.APPLICATION_JSON)) {
            return true;
        }
        try {
            MediaType.valueOf(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String getContentType() {
        return MediaType.APPLICATION_OCTET_STREAM;
    }

    @Override
    public String getHeader(String name) {
        return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? getContentType() : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                ? Collections.enumeration(List.of(getContentType()))
                : super.getHeaders(name);
    }
}
