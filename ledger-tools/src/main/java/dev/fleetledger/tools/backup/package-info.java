/**
 * The whole ledger out into a file, and back into an empty platform. Read models may not be part of it, as they follow
 * from the ledger.
 */
@NullMarked
package dev.fleetledger.tools.backup;

import org.jspecify.annotations.NullMarked;
