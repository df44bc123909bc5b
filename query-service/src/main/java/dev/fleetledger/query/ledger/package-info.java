/**
 * The ledger as clients read it: the audit, and what became of commands. What an aggregate was at a time is read in
 * {@code query.history}.
 */
@NullMarked
package dev.fleetledger.query.ledger;

import org.jspecify.annotations.NullMarked;
