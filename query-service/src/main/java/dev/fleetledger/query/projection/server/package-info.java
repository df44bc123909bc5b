/** The server projection: the ledger's facts about servers joined with their heartbeats and with silence. */
@NullMarked
package dev.fleetledger.query.projection.server;

import org.jspecify.annotations.NullMarked;
