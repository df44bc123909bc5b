/** The ledger's language. */
@NullMarked
package dev.fleetledger.schemas;

import org.jspecify.annotations.NullMarked;
