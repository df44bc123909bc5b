/**
 * Proof that the ledger is what was written: the chain checked from the beginning, signed checkpoints of its heads. It
 * reads topics alone: no service's word may be taken for anything.
 */
@NullMarked
package dev.fleetledger.tools.audit;

import org.jspecify.annotations.NullMarked;
