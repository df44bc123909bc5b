package dev.fleetledger.schemas.event;

/** An event that a newer version wrote. It stops its reader: to skip it would be to answer from half the truth. */
public final class UnknownEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownEventException(String message) {
        super(message);
    }
}
