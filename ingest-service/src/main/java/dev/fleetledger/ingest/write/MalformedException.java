package dev.fleetledger.ingest.write;

/** Bytes that are not what they should be. */
final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message, null, false, false);
    }
}
