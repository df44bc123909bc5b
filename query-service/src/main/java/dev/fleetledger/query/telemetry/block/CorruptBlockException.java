package dev.fleetledger.query.telemetry.block;

/** A block is not what was written. Nothing of it is to be believed. */
public final class CorruptBlockException extends Exception {
    private static final long serialVersionUID = 1L;

    public CorruptBlockException(String message) {
        super(message);
    }

    public CorruptBlockException(String message, Throwable cause) {
        super(message, cause);
    }
}
