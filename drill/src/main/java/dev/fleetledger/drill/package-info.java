/** Faults on purpose, in real processes, and the proof that the ledger stood them. */
@NullMarked
package dev.fleetledger.drill;

import org.jspecify.annotations.NullMarked;
