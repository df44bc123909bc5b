package dev.fleetledger.kit.http.failure;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetledger.kit.identity.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How each contract's documents say that something went wrong. */
public sealed interface ErrorBody {

    /** H, C and N. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Bare(
            Object detail,
            String errorCode,
            @Nullable Map<String, Object> details,
            @Nullable String suggestedAction) implements ErrorBody {}

    /** A wrong field, for H, C and N. */
    record Location(List<Object> loc, String msg, String type) {}

    /** G. */
    record Gough(String status, Failure error, Instant timestamp) implements ErrorBody {}

    /** What is in G's {@code error}. */
    record Failure(String code, String message, @Nullable Map<String, Object> details) {}

    /** P. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pdu(
            boolean success,
            String message,
            String errorCode,
            @Nullable List<WrongField> errors,
            @Nullable Object details,
            @Nullable String suggestedAction,
            @Nullable List<Permission> requiredPermissions,
            @Nullable List<Permission> userPermissions,
            @Nullable String resourceType,
            @Nullable String resourceId,
            Instant timestamp)
            implements ErrorBody {

        static Pdu of(String message, String code, @Nullable Object details, Instant now) {
            return new Pdu(false, message, code, null, details, null, null, null, null, null, now);
        }
    }

    /** A wrong field, for P. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record WrongField(
            String field,
            String message,
            @Nullable Object received,
            @Nullable String expected) {}
}
