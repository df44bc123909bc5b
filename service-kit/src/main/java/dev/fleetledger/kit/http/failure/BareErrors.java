package dev.fleetledger.kit.http.failure;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code {detail, error_code}}: the homelab, ChatOps and nodes contracts. */
final class BareErrors {
    private BareErrors() {}

    static ErrorBody of(Rejection rejection) {
        return switch (rejection) {
            case Rejection.NotFound it -> body(it.message(), code(it.resource()) + "_NOT_FOUND", Map.of(), null);
            case Rejection.Conflict it -> body(it.message(), it.code(), it.details(), it.suggestedAction());
            case Rejection.Unprocessable it -> body(it.message(), it.code(), it.details(), it.suggestedAction());
            case Rejection.Invalid it ->
                body(it.errors().stream().map(BareErrors::location).toList(), "VALIDATION_ERROR", Map.of(), null);
            case Rejection.Forbidden ignored -> body("Not enough permissions", "FORBIDDEN", Map.of(), null);
            case Rejection.Unauthenticated ignored ->
                body("Could not validate credentials", "UNAUTHORIZED", Map.of(), null);
            case Rejection.NoRoom ignored -> body(rejection.message(), "RATE_LIMITED", Map.of(), null);
            case Rejection.PreconditionFailed ignored ->
                body(rejection.message(), "PRECONDITION_FAILED", Map.of(), null);
        };
    }

    static ErrorBody of(Problem problem) {
        return body(problem.message(), problem.code(), Map.of(), null);
    }

    private static ErrorBody body(
            Object detail, String code, Map<String, Object> details, @Nullable String suggestedAction) {
        return new ErrorBody.Bare(detail, code, details.isEmpty() ? null : details, suggestedAction);
    }

    private static ErrorBody.Location location(FieldError error) {
        var location = new ArrayList<Object>(List.of(error.in()));
        for (var step : error.path()) {
            location.add(step.matches("\\d{1,9}") ? (Object) Integer.valueOf(step) : step);
        }
        return new ErrorBody.Location(location, error.message(), error.type());
    }

    private static String code(String resource) {
        return resource.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    }
}
