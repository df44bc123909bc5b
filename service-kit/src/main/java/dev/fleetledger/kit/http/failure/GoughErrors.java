package dev.fleetledger.kit.http.failure;

import dev.fleetledger.kit.error.Rejection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code {status: "error", error: {code, message, details}, timestamp}}: the Gough contract. */
final class GoughErrors {
    private GoughErrors() {}

    static ErrorBody of(Rejection rejection, Instant now) {
        return switch (rejection) {
            case Rejection.NotFound ignored -> body("NOT_FOUND", rejection.message(), null, now);
            case Rejection.Conflict it ->
                body("CONFLICT", it.message(), details(it.code(), it.details(), it.suggestedAction()), now);
            case Rejection.Unprocessable it ->
                body(it.code(), it.message(), details(it.code(), it.details(), it.suggestedAction()), now);
            case Rejection.Invalid invalid -> body("VALIDATION_ERROR", "Invalid input data", fields(invalid), now);
            case Rejection.Forbidden ignored -> body("FORBIDDEN", "Insufficient permissions", null, now);
            case Rejection.Unauthenticated ignored ->
                body("UNAUTHORIZED", "Invalid or missing authentication", null, now);
            case Rejection.NoRoom ignored -> body("RATE_LIMITED", rejection.message(), null, now);
            case Rejection.PreconditionFailed ignored -> body("PRECONDITION_FAILED", rejection.message(), null, now);
        };
    }

    static ErrorBody of(Problem problem, Instant now) {
        // Its document knows one code for 400.
        return problem.status() == 400
                ? body("VALIDATION_ERROR", problem.message(), Map.of("field", "body", "error", problem.message()), now)
                : body(problem.code(), problem.message(), null, now);
    }

    private static ErrorBody body(String code, String message, @Nullable Map<String, Object> details, Instant now) {
        return new ErrorBody.Gough("error", new ErrorBody.Failure(code, message, details), now);
    }

    /** The first as its document has it, and all of them beside it. */
    private static Map<String, Object> fields(Rejection.Invalid invalid) {
        var errors = invalid.errors().stream()
                .map(error -> fields(error.field(), error.message()))
                .toList();
        var details = fields(
                invalid.errors().getFirst().field(), invalid.errors().getFirst().message());
        if (errors.size() > 1) {
            details.put("errors", List.copyOf(errors));
        }
        return details;
    }

    private static Map<String, Object> fields(String field, String error) {
        var details = new LinkedHashMap<String, Object>();
        details.put("field", field);
        details.put("error", error);
        return details;
    }

    private static Map<String, Object> details(
            String code, Map<String, Object> more, @Nullable String suggestedAction) {
        var details = new LinkedHashMap<String, Object>();
        details.put("reason", code);
        details.putAll(more);
        if (suggestedAction != null) {
            details.put("suggested_action", suggestedAction);
        }
        return details;
    }
}
