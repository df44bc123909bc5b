package dev.fleetledger.kit.http;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.UnavailableException;
import jakarta.inject.Provider;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whatever was thrown, in the contract of the request, and tells a client nothing of the inside. */
final class Failures implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final ErrorRenderer errors;
    private final Endpoints endpoints;

    @Context
    private @Nullable Provider<ContainerRequest> request;

    Failures(ErrorRenderer errors, Endpoints endpoints) {
        this.errors = errors;
        this.endpoints = endpoints;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        var current = request == null ? null : request.get();
        var call = current == null ? null : Call.of(current);
        if (current != null && call != null && thrown instanceof WebApplicationException refused) {
            try {
                endpoints.guardUnmatched(current, call, refused.getResponse().getStatus());
            } catch (RejectedException | UnavailableException e) {
                return answer(call.contract(), e);
            }
        }
        return answer(call == null ? Contract.HOMELAB : call.contract(), thrown);
    }

    private Response answer(Contract contract, Throwable thrown) {
        return switch (thrown) {
            case RejectedException e -> response(errors.render(contract, e.rejection()));
            case ProblemException e -> response(errors.render(contract, e.problem()));
            case UnavailableException e ->
                response(errors.render(contract, Problem.unavailable(said(e), e.retryAfter())));
            case WebApplicationException e -> answer(contract, e);
            default -> unexpected(contract, thrown);
        };
    }

    private Response answer(Contract contract, WebApplicationException e) {
        var status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        return status < 500 ? response(errors.render(contract, problem(e))) : unexpected(contract, e);
    }

    private Response unexpected(Contract contract, Throwable thrown) {
        LOG.error("unexpected error", thrown);
        return response(errors.render(contract, Problem.ofStatus(500)));
    }

    private static Problem problem(WebApplicationException e) {
        var problem = Problem.ofStatus(e.getResponse().getStatus());
        return e instanceof NotAllowedException
                ? new Problem(
                        problem.status(),
                        problem.code(),
                        problem.message(),
                        Map.of(HttpHeaders.ALLOW, e.getResponse().getHeaderString(HttpHeaders.ALLOW)))
                : problem;
    }

    private static String said(Throwable e) {
        return String.valueOf(e.getMessage());
    }

    private static Response response(ErrorAnswer answer) {
        var response = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(response::header);
        return response.build();
    }
}
