/**
 * The node projection: the ledger's facts about nodes and their sites, and what they report of themselves. It writes
 * topics; how those are read and shown lives in {@code query.node}.
 */
@NullMarked
package dev.fleetledger.query.projection.node;

import org.jspecify.annotations.NullMarked;
