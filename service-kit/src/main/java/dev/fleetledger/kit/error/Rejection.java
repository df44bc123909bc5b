package dev.fleetledger.kit.error;

import dev.fleetledger.kit.identity.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a request was refused, independent of the contract that tells the client. */
public sealed interface Rejection {

    /** For people: one sentence. */
    String message();

    /**
     * Nothing of that name is there.
     *
     * @param resource its kind, as shown to people: {@code Server}, {@code PDU}
     * @param id as the client wrote it
     */
    record NotFound(String resource, String id) implements Rejection {
        @Override
        public String message() {
            return resource + " '" + id + "' not found";
        }
    }

    /**
     * It clashes with what is.
     *
     * @param code stable, upper case, such as {@code SERVER_EXISTS}
     * @param details more for machines
     * @param suggestedAction what to do about it, for people
     */
    record Conflict(
            String code,
            String message,
            Map<String, Object> details,
            @Nullable String suggestedAction) implements Rejection {
        public Conflict {
            details = Map.copyOf(details);
        }

        public Conflict(String code, String message) {
            this(code, message, Map.of(), null);
        }
    }

    /** Well-formed, but against a rule of the business; always 422. */
    record Unprocessable(
            String code,
            String message,
            Map<String, Object> details,
            @Nullable String suggestedAction) implements Rejection {
        public Unprocessable {
            details = Map.copyOf(details);
        }
    }

    /** Fields are wrong. */
    record Invalid(List<FieldError> errors) implements Rejection {
        /** What an answer costs is to stay in proportion to its request. */
        private static final int MOST = 100;

        public Invalid {
            errors = errors.size() > MOST + 1 ? first(errors) : List.copyOf(errors);
        }

        private static List<FieldError> first(List<FieldError> errors) {
            var more = (errors.size() - MOST) + " more are wrong";
            return Stream.concat(
                            errors.stream().limit(MOST),
                            Stream.of(
                                    new FieldError(errors.getFirst().in(), List.of(), more, "value_error", null, null)))
                    .toList();
        }

        public Invalid(FieldError error) {
            this(List.of(error));
        }

        @Override
        public String message() {
            return errors.getFirst().field() + ": " + errors.getFirst().message();
        }
    }

    /**
     * The principal may not.
     *
     * @param required any one of these would do
     * @param held what it has
     */
    record Forbidden(Set<Permission> required, Set<Permission> held) implements Rejection {
        public Forbidden {
            required = Set.copyOf(required);
            held = Set.copyOf(held);
        }

        @Override
        public String message() {
            return "Not enough permissions";
        }
    }

    /** The credential is missing, wrong, expired or revoked. */
    record Unauthenticated(String message) implements Rejection {}

    /**
     * There is no room for it now; 429.
     *
     * @param retryAfter when there may be again; at least a second
     */
    record NoRoom(String message, Duration retryAfter) implements Rejection {}

    /** It changed since the version that If-Match names. */
    record PreconditionFailed(long currentVersion) implements Rejection {
        @Override
        public String message() {
            return "It has changed since: its version is " + currentVersion + " now";
        }
    }
}
