package dev.fleetledger.command.ledger;

/** What stands in the ledger cannot be read by this program, or is no longer what was read: trying again is no use. */
final class UnreadableLedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableLedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
