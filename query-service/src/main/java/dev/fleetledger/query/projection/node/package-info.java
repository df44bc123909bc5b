/** The node projection: the ledger's facts about nodes and their sites, and what they report of themselves. */
@NullMarked
package dev.fleetledger.query.projection.node;

import org.jspecify.annotations.NullMarked;
