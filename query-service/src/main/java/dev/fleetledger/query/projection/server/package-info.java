/**
 * The server projection: the ledger's facts about servers joined with their heartbeats and with silence. It writes a
 * topic; how that is read and shown lives in {@code query.server}.
 */
@NullMarked
package dev.fleetledger.query.projection.server;

import org.jspecify.annotations.NullMarked;
