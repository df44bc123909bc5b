package dev.fleetledger.command.ledger;

import dev.fleetledger.kit.retry.UnavailableException;
import java.time.Duration;

/** A command that could not be decided, or whose outcome is not known; the client may ask again. */
public final class LedgerUnavailableException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message for people: what is the matter
     * @param retryAfter when it makes sense to ask again
     */
    public LedgerUnavailableException(String message, Duration retryAfter) {
        super(message, retryAfter);
    }
}
