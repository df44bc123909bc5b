/** What became of commands. */
@NullMarked
package dev.fleetledger.query.ledger;

import org.jspecify.annotations.NullMarked;
