package dev.fleetledger.kit.http.failure;

import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code {success: false, message, error_code, ..., timestamp}}: the PDU contract. */
final class PduErrors {
    private PduErrors() {}

    static ErrorBody of(Rejection rejection, Instant now) {
        return switch (rejection) {
            case Rejection.NotFound it ->
                new ErrorBody.Pdu(
                        false,
                        it.resource() + " not found",
                        "RESOURCE_NOT_FOUND",
                        null,
                        null,
                        null,
                        null,
                        null,
                        it.resource(),
                        it.id(),
                        now);
            case Rejection.Conflict it -> withAction(it.message(), it.code(), it.details(), it.suggestedAction(), now);
            case Rejection.Unprocessable it ->
                withAction(it.message(), it.code(), it.details(), it.suggestedAction(), now);
            case Rejection.Invalid it ->
                new ErrorBody.Pdu(
                        false,
                        "Validation failed",
                        "VALIDATION_ERROR",
                        it.errors().stream()
                                .map(error -> new ErrorBody.WrongField(
                                        error.field(), error.message(), error.received(), error.expected()))
                                .toList(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        now);
            case Rejection.Forbidden it ->
                new ErrorBody.Pdu(
                        false,
                        "Insufficient permissions",
                        "FORBIDDEN",
                        null,
                        null,
                        null,
                        withAdmin(it.required()),
                        List.copyOf(new TreeSet<>(it.held())),
                        null,
                        null,
                        now);
            case Rejection.Unauthenticated ignored ->
                ErrorBody.Pdu.of("Authentication required", "UNAUTHORIZED", "Bearer token is missing or invalid", now);
            case Rejection.NoRoom ignored -> ErrorBody.Pdu.of(rejection.message(), "RATE_LIMITED", null, now);
            case Rejection.PreconditionFailed it ->
                ErrorBody.Pdu.of(
                        rejection.message(),
                        "PRECONDITION_FAILED",
                        Map.of("current_version", it.currentVersion()),
                        now);
        };
    }

    static ErrorBody of(Problem problem, Instant now) {
        return ErrorBody.Pdu.of(
                problem.message(), problem.status() == 404 ? "RESOURCE_NOT_FOUND" : problem.code(), null, now);
    }

    private static ErrorBody withAction(
            String message, String code, Map<String, Object> details, @Nullable String action, Instant now) {
        return new ErrorBody.Pdu(
                false, message, code, null, details.isEmpty() ? null : details, action, null, null, null, null, now);
    }

    private static List<Permission> withAdmin(Collection<Permission> required) {
        var all = new TreeSet<>(required);
        all.add(Permission.SYSTEM_ADMIN);
        return List.copyOf(all);
    }
}
