package dev.fleetledger.kit.http.failure;

import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.contract.Contract;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Says in the words of a contract what went wrong. */
public final class ErrorRenderer {
    private final InstantSource clock;

    public ErrorRenderer(InstantSource clock) {
        this.clock = clock;
    }

    /** The answer to what was refused. */
    public ErrorAnswer render(Contract contract, Rejection rejection) {
        var body = switch (contract) {
            case HOMELAB, CHATOPS, NODES -> BareErrors.of(rejection);
            case GOUGH -> GoughErrors.of(rejection, now());
            case PDU -> PduErrors.of(rejection, now());
        };
        return new ErrorAnswer(status(contract, rejection), body, headers(rejection));
    }

    /** The answer to a problem. */
    public ErrorAnswer render(Contract contract, Problem problem) {
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
            case Rejection.NoRoom ignored -> 429;
        };
    }

    private static Map<String, String> headers(Rejection rejection) {
        return switch (rejection) {
            case Rejection.Unauthenticated ignored -> Map.of("WWW-Authenticate", "Bearer realm=\"fleet-ledger\"");
            case Rejection.NoRoom noRoom ->
                Map.of(
                        "Retry-After",
                        Long.toString(Math.max(1, noRoom.retryAfter().toSeconds())));
            case Rejection.Forbidden ignored -> Map.of();
            case Rejection.NotFound ignored -> Map.of();
            case Rejection.Conflict ignored -> Map.of();
            case Rejection.PreconditionFailed ignored -> Map.of();
            case Rejection.Invalid ignored -> Map.of();
            case Rejection.Unprocessable ignored -> Map.of();
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
