/** Proof that the ledger is what was written: the chain checked from the beginning, signed checkpoints of its heads. */
@NullMarked
package dev.fleetledger.command.audit;

import org.jspecify.annotations.NullMarked;
