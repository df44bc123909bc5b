package dev.fleetledger.command.ledger;

import java.time.Duration;

/** A command that could not be decided, or whose outcome is not known; the client may ask again. */
public final class LedgerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param message for people: what is the matter
     * @param retryAfter when it makes sense to ask again
     */
    public LedgerUnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
