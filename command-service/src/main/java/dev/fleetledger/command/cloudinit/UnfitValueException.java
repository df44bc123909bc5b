package dev.fleetledger.command.cloudinit;

/** The value of a variable cannot stand where the variable does. It is not repeated: it may be a secret. */
public final class UnfitValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String variable;

    UnfitValueException(String variable, String message) {
        super(message);
        this.variable = variable;
    }

    /** The variable's name. */
    public String variable() {
        return variable;
    }
}
