/** The ledger's own aggregates. What is about the fleet does not live here. */
@NullMarked
package dev.fleetledger.domain.ledger;

import org.jspecify.annotations.NullMarked;
