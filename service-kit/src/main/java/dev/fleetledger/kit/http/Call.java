package dev.fleetledger.kit.http;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.contract.Accept;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Headers;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.kit.security.ClientNetwork;
import dev.fleetledger.schemas.Position;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request: who asks, in which contract, with which of the platform's headers. A resource method takes it as a
 * parameter, as all of the kit's with {@code @Context}: {@code @Context Call}, {@code @Context Query<...>}, while a
 * {@code Body} needs none. What a header says is checked when it is asked for.
 */
public final class Call {
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    /** Proxies that compress weaken a tag, or write behind it that they did. */
    private static final Pattern TAG = Pattern.compile(
            "\\G(?:W/)?\"(?:(\\d{1,18})(?:--gzip)?|[\\x21\\x23-\\x7E\\x80-\\xFF]*)\"[ \\t]*(?:,[ \\t,]*|$)");

    private static final int LONGEST_REASON = 500;

    static final String PROPERTY = "fleet.call";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final ContainerRequestContext request;
    private Contract contract;
    private boolean underAnyType;
    private boolean isPublic = true;
    private final Accept accept;
    private final Caller caller;
    private final Supplier<byte[]> body;
    private final String address;
    private final String method;
    private final UUID requestId;
    private @Nullable UUID commandId;
    private final Map<String, String> responseHeaders = new LinkedHashMap<>();
    private @Nullable String message;
    private @Nullable Integer status;

    Call(ContainerRequestContext request, Contract contract, Accept accept, Caller caller, Supplier<byte[]> body) {
        this.request = request;
        this.contract = contract;
        this.accept = accept;
        this.caller = caller;
        this.body = body;
        this.address = String.valueOf(request.getProperty(RequestAttributes.ADDRESS));
        // A HEAD is a GET to whom it is matched with.
        this.method = request.getMethod();
        this.requestId = (UUID) request.getProperty(RequestAttributes.REQUEST_ID);
    }

    /** The call that a request is, once its contract is settled. */
    public static @Nullable Call of(ContainerRequestContext request) {
        return (Call) request.getProperty(PROPERTY);
    }

    /** Takes what the matched method declares: its one contract, or of several the one that was asked for. */
    public void settle(Set<Contract> contracts, boolean underTypesOfOthers, boolean forAnybody) {
        if (!contracts.contains(contract)) {
            contract = contracts.iterator().next();
        }
        underAnyType = underTypesOfOthers;
        isPublic = forAnybody;
    }

    /** Whether anybody may send it, with a credential or without; so it is taken to be until its method is known. */
    public boolean isPublic() {
        return isPublic;
    }

    /** In which the answer is. */
    public Contract contract() {
        return contract;
    }

    /** Who asks; 401 if nobody that is known, which only a {@code @Public} method can meet. */
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

    /** What counts as one client where attempts are counted: see {@link ClientNetwork}. */
    public String client() {
        return ClientNetwork.of(address);
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** Whether it can change nothing. */
    public boolean isSafe() {
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
        if (commandId == null) {
            commandId = UUID.randomUUID();
        }
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

    /**
     * {@code Fleet-Retry-Key}: what the gateway tells a request by that it sends to a second instance, if it made one. A
     * client that sends it gains what an {@code Idempotency-Key} gives, for a shorter time.
     */
    public @Nullable String retryKey() {
        return header("Fleet-Retry-Key")
                .map(value -> require(
                        KEY.matcher(value).matches(), "Fleet-Retry-Key", value, "1 to 255 visible ASCII characters"))
                .orElse(null);
    }

    /**
     * The versions of which {@code If-Match} asks for one (RFC 9110, 13.1.1), or null if it does not matter. A tag that is
     * no version's is that of none, so that there may be no version that would do.
     */
    public @Nullable Set<Long> expectedVersions() {
        var header = request.getHeaderString("If-Match");
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        var sent = header.strip();
        var versions = new HashSet<Long>();
        var tag = TAG.matcher(sent);
        var end = 0;
        while (end < sent.length() && tag.find()) {
            if (tag.group(1) != null) {
                versions.add(Long.valueOf(tag.group(1)));
            }
            end = tag.end();
        }
        require(end > 0 && end == sent.length(), "If-Match", sent, "versions as ETag shows them, such as \"3\", or *");
        return versions;
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

    /** Whether the client asks to go on as a WebSocket (RFC 6455, 4.2.1); what answers no such client lets it have HTTP. */
    public boolean asksForWebSocket() {
        return asksForWebSocket(request);
    }

    static boolean asksForWebSocket(ContainerRequestContext request) {
        return request.getMethod().equals("GET")
                && "websocket".equalsIgnoreCase(request.getHeaderString("Upgrade"))
                && Headers.list(Objects.requireNonNullElse(request.getHeaderString("Connection"), "")).stream()
                        .anyMatch("upgrade"::equalsIgnoreCase);
    }

    /** Has the connection go on in another protocol, once the method that asks for it has answered nothing. */
    public void switchTo(ProtocolSwitch next) {
        request.setProperty(RequestAttributes.SWITCH, next);
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

    /** The body, decompressed, to be sent on by who does not read it; 415, 413, 408, 400 or 503 if it cannot be had. */
    public byte[] body() {
        return body.get();
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
     * 406 unless a JSON answer in the contract is welcome. {@code Body.read} asks it too; a method that changes something
     * and takes no body is asked before it runs.
     */
    public void requireAcceptable() {
        if (answerType().isEmpty()) {
            throw new ProblemException(Problem.notAcceptable());
        }
    }

    /** The media type of a JSON answer, or empty if the client wants none. */
    public Optional<String> answerType() {
        return underAnyType ? accept.answerUnderAnyType(contract) : accept.answer(contract);
    }

    /** {@code Accept} as it is to be sent on: the contract's media type, or if the client wants no JSON what it wants. */
    public String accept() {
        return answerType().isPresent() ? contract.mediaType() : accept.header();
    }

    /** Sets the status of the answer, where the method's type alone does not settle it. */
    public void status(int chosen) {
        status = chosen;
    }

    /** The status that was set, if one was. */
    public @Nullable Integer status() {
        return status;
    }

    /** Sets what the envelope says in {@code message}, for people. */
    public void message(String text) {
        message = text;
    }

    /** What was set for the envelope to say, if something was. */
    public @Nullable String message() {
        return message;
    }

    /** The headers that were set. */
    public Map<String, String> responseHeaders() {
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
