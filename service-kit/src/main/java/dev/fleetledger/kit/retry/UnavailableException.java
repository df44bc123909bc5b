package dev.fleetledger.kit.retry;

import java.time.Duration;

/** Something needed for an answer is not there just now; the client may ask again: 503 with Retry-After. */
public class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param message for people: what is the matter
     * @param retryAfter when it makes sense to ask again
     */
    public UnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
