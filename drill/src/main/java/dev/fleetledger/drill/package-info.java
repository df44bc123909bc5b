/**
 * Faults on purpose, in real processes, and the proof that the ledger stood them. Nothing may be mocked here, and
 * nothing of it be used by the platform.
 */
@NullMarked
package dev.fleetledger.drill;

import org.jspecify.annotations.NullMarked;
