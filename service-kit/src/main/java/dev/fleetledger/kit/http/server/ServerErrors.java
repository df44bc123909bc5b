package dev.fleetledger.kit.http.server;

import dev.fleetledger.kit.http.contract.Accept;
import dev.fleetledger.kit.http.contract.Route;
import dev.fleetledger.kit.http.failure.ErrorRenderer;
import dev.fleetledger.kit.http.failure.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what the server refuses before any resource is asked, such as an address that is none. */
final class ServerErrors extends ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ServerErrors.class);

    private final ErrorRenderer errors;

    ServerErrors(ErrorRenderer errors) {
        this.errors = errors;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        if (status >= 500) {
            LOG.error("unexpected error", cause);
        }
        var fields = request.getHeaders();
        var authorization = fields.get(HttpHeader.AUTHORIZATION);
        var accept = Accept.of(fields.get(HttpHeader.ACCEPT));
        var path = request.getHttpURI().getPath();
        var route = Route.of(
                path == null ? "/" : RequestPath.canonical(path).orElseGet(() -> RequestPath.prefix(path)),
                accept,
                fields.get("X-API-Key") != null,
                authorization != null && authorization.regionMatches(true, 0, "bearer ", 0, 7));
        var answer = errors.render(route.contract(), Problem.ofStatus(status));

        var headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, accept.answer(route.contract()).orElse("application/json"));
        RequestFilter.SECURITY_HEADERS.forEach(headers::put);
        answer.headers().forEach(headers::put);
        if (headers.get("X-Request-Id") == null) {
            headers.put(
                    "X-Request-Id",
                    RequestFilter.requestId(fields.get("X-Request-Id")).toString());
        }
        if (status == 405) {
            headers.put(HttpHeader.ALLOW, "GET, HEAD, POST, PUT, DELETE, OPTIONS");
        }
        response.write(true, ByteBuffer.wrap(AnswerFilter.bytes(answer.body())), callback);
    }
}
