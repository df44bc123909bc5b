package dev.fleetledger.kit.http.server;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.endpoint.Endpoints;
import dev.fleetledger.kit.http.endpoint.SiblingServices;
import dev.fleetledger.kit.http.failure.ErrorAnswer;
import dev.fleetledger.kit.http.failure.ErrorRenderer;
import dev.fleetledger.kit.http.failure.Outage;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.retry.UnavailableException;
import jakarta.inject.Provider;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whatever was thrown, in the contract of the request, and tells a client nothing of the inside. */
final class Failures implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final ErrorRenderer errors;
    private final Endpoints endpoints;
    private final SiblingServices siblings;

    @Context
    private @Nullable Provider<ContainerRequest> request;

    Failures(ErrorRenderer errors, Endpoints endpoints, SiblingServices siblings) {
        this.errors = errors;
        this.endpoints = endpoints;
        this.siblings = siblings;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        var current = request == null ? null : request.get();
        var call = current == null ? null : Call.of(current);
        if (current != null && call != null) {
            var refused = thrown instanceof WebApplicationException e ? e : null;
            try {
                var status = refused == null ? 0 : refused.getResponse().getStatus();
                endpoints.guardUnmatched(current, call, status);
            } catch (RejectedException | UnavailableException | ProblemException e) {
                return answer(call.contract(), e);
            }
            var wrongMethod = refused == null ? Optional.<Problem>empty() : wrongMethod(call, refused);
            if (wrongMethod.isPresent()) {
                return response(errors.render(call.contract(), wrongMethod.get()));
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
            default ->
                Outage.in(thrown).map(outage -> away(contract, outage)).orElseGet(() -> unexpected(contract, thrown));
        };
    }

    private Response away(Contract contract, SQLException outage) {
        LOG.warn("the database is away: {}", outage.getMessage());
        return response(errors.render(contract, Outage.PROBLEM));
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

    /** A path of the platform with a method that none of its services has: not allowed, whichever of them was asked. */
    private Optional<Problem> wrongMethod(Call call, WebApplicationException refused) {
        var status = refused.getResponse().getStatus();
        if (status != 404 && status != 405) {
            return Optional.empty();
        }
        var methods = siblings.methods(call.path());
        if (methods.isEmpty() || methods.contains(call.method().equals("HEAD") ? "GET" : call.method())) {
            return Optional.empty();
        }
        if (refused instanceof NotAllowedException own) {
            methods.addAll(List.of(allowed(own).split(",")));
        }
        return Optional.of(notAllowed(String.join(",", methods)));
    }

    private static Problem problem(WebApplicationException e) {
        return e instanceof NotAllowedException own
                ? notAllowed(allowed(own))
                : Problem.ofStatus(e.getResponse().getStatus());
    }

    private static String allowed(NotAllowedException e) {
        return e.getResponse().getHeaderString(HttpHeaders.ALLOW);
    }

    private static Problem notAllowed(String methods) {
        var problem = Problem.ofStatus(405);
        return new Problem(problem.status(), problem.code(), problem.message(), Map.of(HttpHeaders.ALLOW, methods));
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
