package dev.fleetledger.kit.http.failure;

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

    /** Longer than so many bytes: 413. */
    public static Problem tooLarge(long limit) {
        return tooLarge("The body is longer than " + limit + " bytes");
    }

    /** A body of a kind that is not read here: 415. */
    public static Problem unsupportedMediaType(String message) {
        return new Problem(415, "UNSUPPORTED_MEDIA_TYPE", message);
    }

    /** A body in a coding that is not read here: 415. */
    public static Problem unsupportedCoding(String right) {
        return new Problem(
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                "The body must be sent in the coding " + right + ", or in none",
                Map.of("Accept-Encoding", right));
    }

    /** A body that took too long: 408. */
    public static Problem late(Duration limit) {
        return new Problem(
                408,
                "REQUEST_TIMEOUT",
                "The body did not arrive within " + seconds(limit) + " s",
                Map.of("Connection", "close"));
    }

    /** Nothing that can be answered is asked for: 406. */
    public static Problem notAcceptable() {
        return new Problem(406, "NOT_ACCEPTABLE", "Nothing that Accept asks for is served here");
    }

    /** Asked too often: 429. */
    public static Problem rateLimited(Duration retryAfter) {
        return rateLimited("Rate limit exceeded", retryAfter);
    }

    /** More at a time, or more often, than one may: 429. */
    public static Problem rateLimited(String message, Duration retryAfter) {
        return new Problem(429, "RATE_LIMITED", message, Map.of("Retry-After", seconds(retryAfter)));
    }

    /** One of HTTP's own. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> malformed("Malformed request");
            case 404 -> new Problem(404, "NOT_FOUND", "Resource not found");
            case 405 -> new Problem(405, "METHOD_NOT_ALLOWED", "Method not allowed");
            case 406 -> notAcceptable();
            case 408 -> new Problem(408, "REQUEST_TIMEOUT", "The request did not arrive in time");
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

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }
}
