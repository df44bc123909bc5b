package dev.fleetledger.kit.http;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.error.UnavailableException;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.schemas.Position;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request: who asks, in which contract, with which of the platform's headers. A resource method takes it as a
 * parameter, as all of the kit's with {@code @Context}: {@code @Context Call}, {@code @Context Query<...>}, while a
 * {@link Body} needs none. What a header says is checked when it is asked for.
 */
public final class Call {
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})(?:--gzip)?\"");
    private static final int LONGEST_REASON = 500;

    static final String PROPERTY = "fleet.call";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final ContainerRequestContext request;
    private final Contract contract;
    private final Accept accept;
    private final Caller caller;
    private final String address;
    private final String method;
    private final UUID requestId;
    private UUID commandId = UUID.randomUUID();
    private final Map<String, String> responseHeaders = new LinkedHashMap<>();
    private @Nullable String message;
    private @Nullable Integer status;

    Call(ContainerRequestContext request, Contract contract, Accept accept, Caller caller) {
        this.request = request;
        this.contract = contract;
        this.accept = accept;
        this.caller = caller;
        this.address = String.valueOf(request.getProperty(RequestFilter.ADDRESS));
        // A HEAD is a GET to whom it is matched with.
        this.method = request.getMethod();
        this.requestId = (UUID) request.getProperty(RequestFilter.REQUEST_ID);
    }

    /** The call that a request is, once its contract is settled. */
    public static @Nullable Call of(ContainerRequestContext request) {
        return (Call) request.getProperty(PROPERTY);
    }

    /** In which the answer is. */
    public Contract contract() {
        return contract;
    }

    /** Who asks; 401 if nobody that is known, which only a {@link Public} method can meet. */
    public Principal principal() {
        return caller.required();
    }

    /**
     * Whether who asked still may do what needs this permission: for what goes on after the request, as a stream does.
     * While it cannot be told, they may not.
     */
    public boolean stillMay(Permission permission) {
        try {
            return caller.credential()
                    .principal()
                    .filter(principal -> principal.may(permission))
                    .isPresent();
        } catch (UnavailableException e) {
            return false;
        }
    }

    /** Who asks, if that is known. */
    public Optional<Principal> anyPrincipal() {
        return Optional.ofNullable(caller.principal());
    }

    /** Where the request came from: an IP address, the client's own if a trusted proxy forwarded it. */
    public String address() {
        return address;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    boolean isSafe() {
        return SAFE.contains(method());
    }

    /** The path as the platform's resources know it, with its leading slash. */
    public String path() {
        return "/" + request.getUriInfo().getPath(false);
    }

    /** This request in logs, in {@code X-Request-Id} and, as correlation, in the ledger: the client's own if it is a UUID. */
    public UUID requestId() {
        return requestId;
    }

    /** The id of the command that this request is, if it is one; told in {@code Fleet-Command-Id}. */
    public UUID commandId() {
        return commandId;
    }

    /** Takes the id that the instance which forwarded the request gave it. */
    public void commandId(UUID given) {
        commandId = given;
    }

    /** W3C trace context, if it was sent and is well-formed. */
    public @Nullable String traceparent() {
        return header("traceparent")
                .filter(value -> TRACEPARENT.matcher(value).matches())
                .orElse(null);
    }

    /** {@code Fleet-Reason}: why, 1 to 500 characters, if it was sent. */
    public @Nullable String reason() {
        return header("Fleet-Reason")
                .map(value -> Headers.utf8(value).strip())
                .map(value -> require(
                        !value.isEmpty()
                                && value.codePointCount(0, value.length()) <= LONGEST_REASON
                                && value.chars().noneMatch(Character::isISOControl),
                        "Fleet-Reason",
                        value,
                        "1 to 500 characters on one line"))
                .orElse(null);
    }

    /** {@code Idempotency-Key}: 1 to 255 visible ASCII characters, if it was sent. */
    public @Nullable String idempotencyKey() {
        return header("Idempotency-Key")
                .map(value -> require(
                        KEY.matcher(value).matches(), "Idempotency-Key", value, "1 to 255 visible ASCII characters"))
                .orElse(null);
    }

    /** The version that {@code If-Match} asks for, or null if it does not matter. */
    public @Nullable Long expectedVersion() {
        var sent = header("If-Match").map(String::strip).filter(value -> !value.equals("*"));
        if (sent.isEmpty()) {
            return null;
        }
        var etag = ETAG.matcher(sent.get());
        require(etag.matches(), "If-Match", sent.get(), "one version as ETag shows it, such as \"3\"");
        return Long.valueOf(etag.group(1));
    }

    /** {@code Fleet-Min-Position}: what the read model must have seen before it answers, if it was sent. */
    public @Nullable Position minPosition() {
        var sent = header("Fleet-Min-Position").orElse(null);
        if (sent == null) {
            return null;
        }
        var position = Position.parse(sent);
        require(
                position.isPresent(),
                "Fleet-Min-Position",
                sent,
                "a position as Fleet-Position shows it, such as 0:42");
        return position.orElseThrow();
    }

    /** Whether the client asked, by {@code Prefer}, not to wait for the read model. */
    public boolean respondAsync() {
        return request.getHeaders().getOrDefault("Prefer", List.of()).stream()
                .flatMap(value -> Headers.list(value).stream())
                .anyMatch(preference -> preference.strip().equalsIgnoreCase("respond-async"));
    }

    /** A header of the request. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().getFirst(name));
    }

    /** Sets a header of the answer, be it a refusal. */
    public void responseHeader(String name, String value) {
        responseHeaders.put(name, value);
    }

    /** Sets the {@code ETag}: the version of what the answer shows. */
    public void version(long version) {
        responseHeader("ETag", "\"" + version + "\"");
    }

    /**
     * 406 unless a JSON answer in the contract is welcome. {@link Body#read} asks it too; a method that changes something
     * and takes no body is asked before it runs.
     */
    public void requireAcceptable() {
        if (answerType().isEmpty()) {
            throw new ProblemException(Problem.notAcceptable());
        }
    }

    /** The media type of a JSON answer, or empty if the client wants none. */
    public Optional<String> answerType() {
        return accept.answer(contract);
    }

    /** Sets the status of the answer, where the method's type alone does not settle it. */
    public void status(int chosen) {
        status = chosen;
    }

    @Nullable
    Integer status() {
        return status;
    }

    /** Sets what the envelope says in {@code message}, for people. */
    public void message(String text) {
        message = text;
    }

    @Nullable
    String message() {
        return message;
    }

    Map<String, String> responseHeaders() {
        return responseHeaders;
    }

    private static String require(boolean good, String name, String received, String expected) {
        if (!good) {
            throw new RejectedException(new Rejection.Invalid(new FieldError(
                    "header",
                    List.of(name),
                    "must be " + expected,
                    "value_error",
                    Headers.excerpt(received),
                    expected)));
        }
        return received;
    }
}
