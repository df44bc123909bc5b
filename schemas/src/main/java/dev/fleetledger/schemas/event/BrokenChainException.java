package dev.fleetledger.schemas.event;

/** A record of the ledger that does not continue what stands before it: something was changed, removed or put in. */
public final class BrokenChainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message for people: where, and what is wrong */
    public BrokenChainException(String message) {
        super(message);
    }
}
