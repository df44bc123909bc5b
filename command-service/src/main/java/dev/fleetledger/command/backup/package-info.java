/** The whole ledger out into a file, and back into an empty platform. */
@NullMarked
package dev.fleetledger.command.backup;

import org.jspecify.annotations.NullMarked;
