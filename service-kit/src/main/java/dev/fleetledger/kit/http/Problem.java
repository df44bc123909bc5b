package dev.fleetledger.kit.http;

import java.time.Duration;
import java.util.Map;

/**
 * What goes wrong with HTTP itself or behind the platform, and so is no decision of the fleet's.
 *
 * @param status of the answer, 400 to 599
 * @param code stable, upper case, such as {@code AGENT_OFFLINE}
 * @param message for people: one sentence, without secrets
 * @param headers of the answer
 */
public record Problem(int status, String code, String message, Map<String, String> headers) {
    public Problem {
        headers = Map.copyOf(headers);
    }

    public Problem(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    /** The request is not what it says it is, or says nothing that can be read. */
    public static Problem malformed(String message) {
        return new Problem(400, "MALFORMED_REQUEST", message);
    }

    /** Come back later: 503. */
    public static Problem unavailable(String message, Duration retryAfter) {
        return new Problem(503, "SERVICE_UNAVAILABLE", message, Map.of("Retry-After", seconds(retryAfter)));
    }

    /** Another system failed: 502. */
    public static Problem external(String message) {
        return new Problem(502, "EXTERNAL_ERROR", message);
    }

    /** Longer than it may be: 413. */
    public static Problem tooLarge(String message) {
        return new Problem(413, "PAYLOAD_TOO_LARGE", message);
    }

    static Problem tooLarge(long limit) {
        return tooLarge("The body is longer than " + limit + " bytes");
    }

    /** A body of a kind that is not read here: 415. */
    public static Problem unsupportedMediaType(String message) {
        return new Problem(415, "UNSUPPORTED_MEDIA_TYPE", message);
    }

    static Problem notAcceptable() {
        return new Problem(406, "NOT_ACCEPTABLE", "Nothing that Accept asks for is served here");
    }

    static Problem rateLimited(Duration retryAfter) {
        return new Problem(429, "RATE_LIMITED", "Rate limit exceeded", Map.of("Retry-After", seconds(retryAfter)));
    }

    /** One of HTTP's own. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> malformed("Malformed request");
            case 404 -> new Problem(404, "NOT_FOUND", "Resource not found");
            case 405 -> new Problem(405, "METHOD_NOT_ALLOWED", "Method not allowed");
            case 406 -> notAcceptable();
            case 413 -> new Problem(413, "PAYLOAD_TOO_LARGE", "The body is too long");
            case 414 -> new Problem(414, "URI_TOO_LONG", "The address is too long");
            case 415 -> unsupportedMediaType("Unsupported media type");
            case 431 -> new Problem(431, "HEADERS_TOO_LARGE", "The headers are too long");
            case 503 -> unavailable("Service temporarily unavailable", Duration.ofSeconds(1));
            default ->
                status < 500
                        ? new Problem(status, "BAD_REQUEST", "Invalid request")
                        : new Problem(status, "INTERNAL_ERROR", "Internal server error");
        };
    }

    static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }
}
