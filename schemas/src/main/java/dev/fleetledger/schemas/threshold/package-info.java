/** Thresholds as the ledger has them. */
@NullMarked
package dev.fleetledger.schemas.threshold;

import org.jspecify.annotations.NullMarked;
