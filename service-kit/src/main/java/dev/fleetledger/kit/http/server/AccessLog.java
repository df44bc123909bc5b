package dev.fleetledger.kit.http.server;

import dev.fleetledger.kit.http.RequestAttributes;
import dev.fleetledger.kit.http.endpoint.Endpoints;
import io.dropwizard.request.logging.RequestLogFactory;
import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request, with the template of its route: in its path there may stand a registration code, in its query
 * a token.
 */
final class AccessLog implements RequestLogFactory<RequestLog>, RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.fleetledger.access");

    private final Endpoints endpoints;

    AccessLog(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public RequestLog build(String name) {
        return this;
    }

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        LOG.info(
                "{} {} {} {} ms address={} actor={} request_id={}",
                request.getMethod(),
                route(request),
                response.getStatus(),
                Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()).toMillis(),
                attribute(request, RequestAttributes.ADDRESS),
                attribute(request, RequestAttributes.ACTOR),
                attribute(request, RequestAttributes.REQUEST_ID));
    }

    private Object route(Request request) {
        var route = request.getAttribute(RequestAttributes.ROUTE);
        if (route != null) {
            return route;
        }
        var path = request.getHttpURI().getPath();
        return path == null ? "-" : endpoints.withoutSecrets(path);
    }

    private static Object attribute(Request request, String name) {
        var value = request.getAttribute(name);
        return value == null ? "-" : value;
    }
}
