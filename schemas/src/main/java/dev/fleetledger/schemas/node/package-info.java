/** Nodes with what they report, as topics carry them. What is decided about nodes stands in events alone. */
@NullMarked
package dev.fleetledger.schemas.node;

import org.jspecify.annotations.NullMarked;
