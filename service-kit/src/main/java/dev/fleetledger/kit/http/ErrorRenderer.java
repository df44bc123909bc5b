package dev.fleetledger.kit.http;

import dev.fleetledger.kit.error.Rejection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Says in the words of a contract what went wrong. */
final class ErrorRenderer {
    private final InstantSource clock;

    ErrorRenderer(InstantSource clock) {
        this.clock = clock;
    }

    ErrorAnswer render(Contract contract, Rejection rejection) {
        var body = switch (contract) {
            case HOMELAB, CHATOPS, NODES -> BareErrors.of(rejection);
            case GOUGH -> GoughErrors.of(rejection, now());
            case PDU -> PduErrors.of(rejection, now());
        };
        return new ErrorAnswer(status(contract, rejection), body, headers(rejection));
    }

    ErrorAnswer render(Contract contract, Problem problem) {
        var body = switch (contract) {
            case HOMELAB, CHATOPS, NODES -> BareErrors.of(problem);
            case GOUGH -> GoughErrors.of(problem, now());
            case PDU -> PduErrors.of(problem, now());
        };
        return new ErrorAnswer(problem.status(), body, problem.headers());
    }

    private static int status(Contract contract, Rejection rejection) {
        return switch (rejection) {
            case Rejection.Unauthenticated ignored -> 401;
            case Rejection.Forbidden ignored -> 403;
            case Rejection.NotFound ignored -> 404;
            case Rejection.Conflict ignored -> 409;
            case Rejection.PreconditionFailed ignored -> 412;
            case Rejection.Invalid ignored -> contract.validationStatus();
            case Rejection.Unprocessable ignored -> 422;
        };
    }

    private static Map<String, String> headers(Rejection rejection) {
        return rejection instanceof Rejection.Unauthenticated
                ? Map.of("WWW-Authenticate", "Bearer realm=\"fleet-ledger\"")
                : Map.of();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
