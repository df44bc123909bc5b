/**
 * Servers as the ledger and their telemetry have them, as topics carry them. How clients are shown them does not live
 * here.
 */
@NullMarked
package dev.fleetledger.schemas.server;

import org.jspecify.annotations.NullMarked;
