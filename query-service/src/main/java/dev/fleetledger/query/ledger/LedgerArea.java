package dev.fleetledger.query.ledger;

import dev.fleetledger.kit.Area;
import dev.fleetledger.query.area.QueryServices;
import dev.fleetledger.query.history.AuditDao;
import dev.fleetledger.query.history.AuditResource;

/** The audit, and what became of commands. */
public final class LedgerArea {

    private LedgerArea() {}

    public static Area of(QueryServices with) {
        var audit = new AuditDao(with.database());
        var outcomes = new CommandOutcomes(with.database(), audit, with.caughtUp());
        return Area.of(new AuditResource(audit, with.barrier()), new CommandOutcomeResource(outcomes));
    }
}
