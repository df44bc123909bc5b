/** Servers as the ledger and their telemetry have them. */
@NullMarked
package dev.fleetledger.schemas.server;

import org.jspecify.annotations.NullMarked;
