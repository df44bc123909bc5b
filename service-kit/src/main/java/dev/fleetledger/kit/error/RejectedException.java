package dev.fleetledger.kit.error;

/** Ends a request with a rejection, which the contract that answers renders. Thrown from anywhere. */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    public RejectedException(Rejection rejection) {
        // It is an answer, not a fault: nobody reads its stack.
        super(rejection.message(), null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
