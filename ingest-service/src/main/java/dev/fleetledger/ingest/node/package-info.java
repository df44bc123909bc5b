/** What nodes report of themselves. */
@NullMarked
package dev.fleetledger.ingest.node;

import org.jspecify.annotations.NullMarked;
