package dev.fleetledger.tools.audit;

/** The ledger is not what was written. */
public final class AuditException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    public AuditException(Finding finding) {
        super(finding.toString());
        this.finding = finding;
    }

    public Finding finding() {
        return finding;
    }
}
