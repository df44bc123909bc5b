package dev.fleetledger.kit.http;

import io.dropwizard.request.logging.RequestLogFactory;
import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request, without its query: a token may stand there. */
final class AccessLog implements RequestLogFactory<RequestLog>, RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.fleetledger.access");

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
                request.getHttpURI().getPath(),
                response.getStatus(),
                Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()).toMillis(),
                attribute(request, RequestFilter.ADDRESS),
                attribute(request, RequestFilter.ACTOR),
                attribute(request, RequestFilter.REQUEST_ID));
    }

    private static Object attribute(Request request, String name) {
        var value = request.getAttribute(name);
        return value == null ? "-" : value;
    }
}
