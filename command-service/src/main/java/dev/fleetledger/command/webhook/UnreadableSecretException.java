package dev.fleetledger.command.webhook;

/** A webhook's secret, or its URL's query, was sealed by a key that this instance does not have. */
final class UnreadableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSecretException(Throwable cause) {
        super(cause);
    }
}
