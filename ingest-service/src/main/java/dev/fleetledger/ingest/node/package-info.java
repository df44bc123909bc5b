/** What nodes report of themselves. That a node has joined and may report is not decided here, but by its key. */
@NullMarked
package dev.fleetledger.ingest.node;

import org.jspecify.annotations.NullMarked;
